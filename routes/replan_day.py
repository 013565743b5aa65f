"""A rep on the road plans the rest of the day again."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts import AccountView, accounts_by_id
from core.errors import InvalidInput, NotAllowed, NotFound
from people import Actor
from routes.assemble import route_of_day
from routes.candidate_facts import CandidateFacts
from routes.day_request import MOST_MUSTS
from routes.day_route import LeftOutAccount
from routes.gather import Rep, gather_for
from routes.left_out import LeftOutReason
from routes.planning_tools import PlanningTools
from routes.record import record
from routes.rest_of_day import Now, RestOfDay, rest_of_day
from routes.solver import REPLAN_ITERATIONS
from routes.standing_plan import StandingPlan, standing_plan
from routes.work_out import WorkedOut, work_out
from visits import visits_of_day

_FIELDS = {"start": "from", "end": "from", "returnBy": "at"}
"What a refusal of a whole day is about when its rest is planned."


def replan_day(session: Session, actor: Actor, day: date, road: Now, *, tools: PlanningTools, now: datetime) -> UUID:
    """The id of the new plan: the stops visited as they were planned, then the rest of the day from `road.at` on.

    Raises NotAllowed, InvalidInput, NotFound, CannotKeepAll, SolversBusy.
    """
    if not actor.is_rep:
        raise NotAllowed("Only reps have a day to plan.")
    if len(road.skip) > MOST_MUSTS:
        raise InvalidInput("skip", f"{len(road.skip)} accounts to skip: {MOST_MUSTS} at most.")
    plan = standing_plan(session, actor, day)
    if plan is None:
        raise NotFound("plan of that day")
    visited = visits_of_day(session, actor, member_id=actor.member_id, day=day, zone=actor.time_zone, now=now).keys()
    rest = rest_of_day(plan, road, visited, actor.time_zone)
    seen = accounts_by_id(session, actor, [*rest.request.must_visit, *rest.to_come, *road.skip])
    skipped = _skipped(plan, rest, road.skip, seen)
    rest = _on_the_way_from_visits(session, actor, plan, rest)
    facts = _facts(session, actor, plan, rest, seen, away={*visited, *road.skip}, now=now)
    worked_out = _work_out(rest, facts, actor, tools)
    route = route_of_day(
        worked_out,
        rest.done,
        member_id=actor.member_id,
        request=rest.request,
        bounds=rest.bounds,
        now=now,
        also_left_out=(*skipped, *_out_of_sight(plan, rest, seen)),
    )
    return record(session, actor, route, act="replanDay", now=now)


def _work_out(rest: RestOfDay, facts: Sequence[CandidateFacts], actor: Actor, tools: PlanningTools) -> WorkedOut:
    try:
        return work_out(
            rest.request,
            rest.bounds,
            facts,
            zone=actor.time_zone,
            tools=tools,
            iterations=REPLAN_ITERATIONS,
            warm=_in_order(facts, rest.to_come),
        )
    except InvalidInput as refusal:
        raise InvalidInput(_FIELDS.get(refusal.field, refusal.field), refusal.message) from None


def _skipped(
    plan: StandingPlan, rest: RestOfDay, skip: Sequence[UUID], seen: dict[UUID, AccountView]
) -> tuple[LeftOutAccount, ...]:
    """Raises NotFound for an account that isn't in the plan and not in sight either."""
    done = {stop.account_id for stop in rest.done.stops}
    left_out = []
    for account_id in dict.fromkeys(skip):
        view = seen.get(account_id)
        name = view.name if view else plan.name_of(account_id)
        if name is None:
            raise NotFound("account")
        if account_id not in done:
            left_out.append(LeftOutAccount(account_id, name, LeftOutReason.SKIPPED, "Skipped on the road."))
    return tuple(left_out)


def _on_the_way_from_visits(session: Session, actor: Actor, plan: StandingPlan, rest: RestOfDay) -> RestOfDay:
    """With the places passed since the morning, for the path of the whole day."""
    done = rest.done
    views = accounts_by_id(session, actor, [stop.account_id for stop in done.stops]) if done.stops else {}
    passed = (views[stop.account_id].position for stop in done.stops if stop.account_id in views)
    return replace(rest, done=replace(done, places=(plan.asked.start, *passed, *done.places)))


def _facts(
    session: Session,
    actor: Actor,
    plan: StandingPlan,
    rest: RestOfDay,
    seen: dict[UUID, AccountView],
    *,
    away: Collection[UUID],
    now: datetime,
) -> list[CandidateFacts]:
    """Of the accounts that the plan knows and may still be visited, and of the rep's own ones that it doesn't."""
    musts = [seen[id] for id in rest.request.must_visit if id in seen]
    gone = {*away, *(stop.account_id for stop in plan.stops if stop.account_id not in rest.to_come)}
    also = [id for id in (*rest.to_come, *plan.left_out) if id not in gone]
    request = replace(rest.request, include_pool=False)  # the plan has looked along its way already
    rep = Rep(actor.member_id, actor.unit_id)
    facts = gather_for(session, rep, request, musts, also=also, at=rest.bounds.departs_at, now=now)
    return [known for known in facts if known.account_id not in gone]


def _in_order(facts: Sequence[CandidateFacts], wanted: Sequence[UUID]) -> list[CandidateFacts]:
    by_id = {known.account_id: known for known in facts}
    return [by_id[id] for id in wanted if id in by_id]


def _out_of_sight(plan: StandingPlan, rest: RestOfDay, seen: dict[UUID, AccountView]) -> tuple[LeftOutAccount, ...]:
    """Stops to come that the rep may not visit any more."""
    why = "It went to another in the meantime."
    return tuple(
        LeftOutAccount(id, plan.name_of(id) or "", LeftOutReason.UNREACHABLE, why)
        for id in rest.to_come
        if id not in seen
    )
