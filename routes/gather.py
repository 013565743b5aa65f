"""Which accounts a day may be made of: the must-visits, the rep's own, and the public pool along the way."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice, zip_longest

from sqlalchemy.orm import Session

from accounts import (
    AccountView,
    NearbyFilter,
    Pool,
    PoolPolicy,
    accounts_by_id,
    nearby_page,
    pool_policies,
    release_at,
)
from core.errors import NotFound
from core.paging import MOST_ROWS, PageRequest
from geo import Position, distance_meters
from people import Actor
from routes.candidate_facts import CandidateFacts
from routes.day_request import DayRequest
from routes.travel_times import TravelMode

MOST_CANDIDATES = 300
"Beside the must-visits, which all count."
_OWN_REACH_METERS = {TravelMode.DRIVING: 50_000, TravelMode.CYCLING: 20_000, TravelMode.WALKING: 8_000}
"How far from the start own accounts are considered."
_POOL_REACH_METERS = {TravelMode.DRIVING: 5_000, TravelMode.CYCLING: 3_000, TravelMode.WALKING: 1_500}
"How far from the places of the day public-pool accounts are considered."
_POOL_PLACES = 4
_MOST_OWN = 200


def gather(session: Session, actor: Actor, request: DayRequest, *, now: datetime) -> list[CandidateFacts]:
    """The must-visits, then up to 300 others: own accounts by nearness to the start, and pool accounts near the start,
    the end and the farthest-flung must-visits.

    Raises NotFound for a must-visit that isn't in the rep's sight.
    """
    musts = accounts_by_id(session, actor, request.must_visit)
    if len(musts) < len(set(request.must_visit)):
        raise NotFound("account")
    own = _own_near(session, actor, request, now)
    pool = _pool_near(session, actor, request, list(musts.values()), now) if request.include_pool else ()
    others = {view.id: view for view in chain(own, pool) if view.id not in musts}
    policy = pool_policies(session, [actor.unit_id], now)[actor.unit_id]
    return [
        *(_facts(view, policy, must=True) for view in musts.values()),
        *(_facts(view, policy, must=False) for view in islice(others.values(), MOST_CANDIDATES)),
    ]


def _own_near(session: Session, actor: Actor, request: DayRequest, now: datetime) -> list[AccountView]:
    reach, private = _OWN_REACH_METERS[request.mode], NearbyFilter(pool=Pool.PRIVATE)
    return _nearest(session, actor, request.start, reach, private, most=_MOST_OWN, now=now)


def _pool_near(
    session: Session, actor: Actor, request: DayRequest, musts: Iterable[AccountView], now: datetime
) -> Iterator[AccountView]:
    """The nearest of each place of the day, then the second nearest of each, and so on."""
    reach, public = _POOL_REACH_METERS[request.mode], NearbyFilter(pool=Pool.PUBLIC)
    places = _spread([request.start, request.end, *(must.position for must in musts)], apart_meters=reach)
    most = MOST_CANDIDATES // len(places)
    near = [_nearest(session, actor, place, reach, public, most=most, now=now) for place in places]
    return (view for view in chain.from_iterable(zip_longest(*near)) if view is not None)


def _nearest(
    session: Session,
    actor: Actor,
    near: Position,
    within_meters: int,
    filters: NearbyFilter,
    *,
    most: int,
    now: datetime,
) -> list[AccountView]:
    found: list[AccountView] = []
    after = None
    while len(found) < most:
        page = nearby_page(
            session,
            actor,
            near=near,
            within_meters=within_meters,
            filters=filters,
            request=PageRequest(min(MOST_ROWS, most - len(found)), after),
            now=now,
        )
        found += [each.account for each in page.items]
        if not page.has_next:
            break
        after = page.cursors[-1]
    return found


def _spread(places: list[Position], *, apart_meters: float) -> list[Position]:
    """The first of the places, then each time the one farthest from those chosen, while that is `apart_meters`."""
    chosen = places[:1]
    while len(chosen) < _POOL_PLACES:
        away = [min(distance_meters(place, other) for other in chosen) for place in places]
        farthest = max(range(len(places)), key=away.__getitem__)
        if away[farthest] < apart_meters:
            break
        chosen.append(places[farthest])
    return chosen


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
        release_at=release_at(
            stage=view.stage,
            claimed_at=view.claimed_at,
            last_visit_at=view.last_visit_at,
            held_visits=view.held_visits,
            policy=policy,
        ),
        must=must,
    )
