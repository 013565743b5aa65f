"""Which accounts a day may be made of: the must-visits, the rep's own, and the public pool along the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts import (
    AccountView,
    Along,
    CandidatesWanted,
    PoolPolicy,
    accounts_by_id,
    candidates,
    pool_policies,
    release_at,
)
from core.errors import NotFound
from people import Actor
from routes.candidate_facts import CandidateFacts
from routes.corridor import off_way_meters, way_past
from routes.day_request import DayRequest
from routes.travel_times import TravelMode
from routes.worth import worth

MOST_CANDIDATES = 300
"Beside the must-visits, which all count."
_POOL_REACH_METERS = {TravelMode.DRIVING: 5_000, TravelMode.CYCLING: 3_000, TravelMode.WALKING: 1_500}
"How far from the way public-pool accounts are considered."
_MOST_CORNERS = 24
"Of the way that the pool is searched along."


@dataclass(frozen=True, slots=True)
class Rep:
    """Whose day it is."""

    member_id: UUID
    unit_id: UUID


def gather(session: Session, actor: Actor, request: DayRequest, *, at: datetime, now: datetime) -> list[CandidateFacts]:
    """The must-visits, then the 300 others worth most on a day that begins `at`: own accounts, and the pool's along the
    way from the start past the must-visits to the end.

    Raises NotFound for a must-visit that isn't in the rep's sight.
    """
    musts = accounts_by_id(session, actor, request.must_visit)
    if len(musts) < len(set(request.must_visit)):
        raise NotFound("account")
    rep = Rep(actor.member_id, actor.unit_id)
    return gather_for(session, rep, request, list(musts.values()), at=at, now=now)


def gather_for(
    session: Session,
    rep: Rep,
    request: DayRequest,
    musts: Sequence[AccountView],
    *,
    also: Sequence[UUID] = (),
    at: datetime,
    now: datetime,
) -> list[CandidateFacts]:
    """As `gather`, where the must-visits are known, and of `also` what the rep may still visit."""
    wanted = CandidatesWanted(
        named=also,
        start=request.start,
        most_own=MOST_CANDIDATES,
        most_pool=MOST_CANDIDATES,
        along=_along(request, musts) if request.include_pool else None,
    )
    policy = pool_policies(session, [rep.unit_id], now)[rep.unit_id]
    is_must = {must.id for must in musts}
    found = candidates(session, rep.member_id, wanted, now=now)
    others = [_facts(view, policy, must=False) for view in found if view.id not in is_must]
    return [*(_facts(must, policy, must=True) for must in musts), *_worth_most(others, request, musts, at)]


def _along(request: DayRequest, musts: Sequence[AccountView]) -> Along:
    way = way_past(request.start, [must.position for must in musts], request.end)
    step = -(-len(way) // _MOST_CORNERS)
    corners = [*way[:-1:step], way[-1]]
    return Along(corners, _POOL_REACH_METERS[request.mode], request.date.isoweekday())


def _worth_most(
    others: Sequence[CandidateFacts], request: DayRequest, musts: Sequence[AccountView], at: datetime
) -> Sequence[CandidateFacts]:
    if len(others) <= MOST_CANDIDATES:
        return others
    away = off_way_meters(
        [known.position for known in others],
        start=request.start,
        musts=[must.position for must in musts],
        end=request.end,
    )
    points = [worth(known, at=at, off_way_meters=meters).points for known, meters in zip(others, away, strict=True)]
    best = sorted(range(len(others)), key=lambda index: -points[index])[:MOST_CANDIDATES]
    return [others[index] for index in sorted(best)]


def _facts(view: AccountView, policy: PoolPolicy, *, must: bool) -> CandidateFacts:
    return CandidateFacts(
        account_id=view.id,
        name=view.name,
        position=view.position,
        value=view.value,
        visit_minutes=view.visit_minutes,
        opening_hours=view.opening_hours,
        stage=view.stage,
        is_own=view.owner_id is not None,
        claimed_at=view.claimed_at,
        last_visit_at=view.last_visit_at,
        release_at=release_at(view.clock, policy),
        must=must,
    )
