"""A manager plans the day of several reps at once: own accounts stay with their owners, pool leads go to one."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from accounts import AccountView, CandidatesWanted, accounts_by_id, candidates
from core.errors import InvalidInput, NotFound
from people import Actor, MemberView
from routes.assemble import route_of_day
from routes.candidate_facts import CandidateFacts
from routes.day_request import MOST_MUSTS, DayBounds, DayRequest, check_request
from routes.done import nothing_done
from routes.gather import Rep, gather_for
from routes.planning_tools import PlanningTools
from routes.record import record
from routes.share_pool import nearest_place, shared_out
from routes.team_request import TeamRequest, check_team
from routes.work_out import WorkedOut, work_out


@dataclass(frozen=True, slots=True, eq=False)
class _RepsDay:
    rep: Rep
    zone: ZoneInfo
    request: DayRequest
    bounds: DayBounds


def plan_team_day(
    session: Session, actor: Actor, request: TeamRequest, *, tools: PlanningTools, now: datetime
) -> list[UUID]:
    """The ids of the new plans, in the order of the reps.

    Raises NotAllowed, InvalidInput, NotFound, CannotKeepAll, SolversBusy.
    """
    members = check_team(session, actor, request)
    days = [_day(request, number, members, now) for number in range(len(request.reps))]
    musts = _musts(session, actor, request, days, now)
    days = [_with_musts(day, musts[day.rep.member_id]) for day in days]
    found = {
        day.rep.member_id: gather_for(
            session, day.rep, day.request, musts[day.rep.member_id], at=day.bounds.departs_at, now=now
        )
        for day in days
    }
    planned = _planned(days, found, tools)
    return [_recorded(session, actor, day, planned[day.rep.member_id], now) for day in days]


def _day(request: TeamRequest, number: int, members: Mapping[UUID, MemberView], now: datetime) -> _RepsDay:
    asked = request.reps[number]
    member, day = members[asked.member_id], request.day_of(asked)
    zone = ZoneInfo(member.time_zone)
    return _RepsDay(Rep(member.id, member.unit_id), zone, day, check_request(day, now=now, zone=zone))


def _with_musts(day: _RepsDay, musts: Sequence[AccountView]) -> _RepsDay:
    return replace(day, request=replace(day.request, must_visit=tuple(must.id for must in musts)))


def _musts(
    session: Session, actor: Actor, request: TeamRequest, days: Sequence[_RepsDay], now: datetime
) -> dict[UUID, list[AccountView]]:
    """The must-visits of each rep: own ones for their owner, leads for the nearest of those who may claim them.

    Raises NotFound, InvalidInput for too many of them, and for one that none of the reps may visit.
    """
    asked = tuple(dict.fromkeys(request.day.must_visit))
    if len(asked) > MOST_MUSTS:
        raise InvalidInput("mustVisit", f"{len(asked)} must-visits: {MOST_MUSTS} at most.")
    known = accounts_by_id(session, actor, asked)
    if len(known) < len(asked):
        raise NotFound("account")
    able = {day.rep.member_id: _may_visit(session, day, asked, now) for day in days}
    musts: dict[UUID, list[AccountView]] = {day.rep.member_id: [] for day in days}
    for number, id in enumerate(asked):
        whose = [day for day in days if id in able[day.rep.member_id]]
        if not whose:
            raise InvalidInput(f"mustVisit.{number}", f"{known[id].name} is none of these reps' to visit.")
        nearest = whose[nearest_place(known[id].position, [day.request for day in whose])]
        musts[nearest.rep.member_id].append(known[id])
    return musts


def _may_visit(session: Session, day: _RepsDay, asked: Sequence[UUID], now: datetime) -> set[UUID]:
    if not asked:
        return set()
    named = CandidatesWanted(named=asked, start=day.request.start, most_own=0, most_pool=0, along=None)
    return {view.id for view in candidates(session, day.rep.member_id, named, now=now)}


def _planned(
    days: Sequence[_RepsDay], found: Mapping[UUID, Sequence[CandidateFacts]], tools: PlanningTools
) -> dict[UUID, WorkedOut]:
    """Each rep's day of the own accounts and a share of the pool; then once more with what others had no room for."""
    shares = shared_out(found, {day.rep.member_id: day.request for day in days})
    with ThreadPoolExecutor(len(days)) as together:
        first = together.map(lambda day: _solved(day, shares[day.rep.member_id], tools), days)
        planned = {day.rep.member_id: worked_out for day, worked_out in zip(days, first, strict=True)}
    for day in days:
        rep = day.rep.member_id
        taken = {id for other, worked_out in planned.items() if other != rep for id in _visited(worked_out)}
        mine = {known.account_id for known in shares[rep]}
        more = [known for known in found[rep] if known.account_id not in taken | mine]
        if more:
            kept = [planned[rep].day.facts[stop] for stop in planned[rep].planned.plan.order]
            without_taken = [known for known in shares[rep] if known.account_id not in taken]
            planned[rep] = _solved(day, [*without_taken, *more], tools, warm=kept)
    return planned


def _solved(
    day: _RepsDay,
    facts: Sequence[CandidateFacts],
    tools: PlanningTools,
    warm: Sequence[CandidateFacts] | None = None,
) -> WorkedOut:
    return work_out(day.request, day.bounds, facts, zone=day.zone, tools=tools, warm=warm)


def _visited(worked_out: WorkedOut) -> list[UUID]:
    return [worked_out.day.facts[stop].account_id for stop in worked_out.planned.plan.order]


def _recorded(session: Session, actor: Actor, day: _RepsDay, worked_out: WorkedOut, now: datetime) -> UUID:
    done = nothing_done(day.request, day.bounds)
    route = route_of_day(worked_out, done, member_id=day.rep.member_id, request=day.request, bounds=day.bounds, now=now)
    return record(session, actor, route, act="planTeamDay", now=now)
