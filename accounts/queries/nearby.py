"""Accounts near a point, nearest first by distance on the ellipsoid, within the actor's sight.

Two passes over the same sources, in one statement. The first finds the nearest on the map of Web
Mercator, where an index gives them in order; since that map's scale varies with the latitude, the second
takes all that could be nearer in truth than the last of them, and sorts by true distance.

Under row-level security no spatial operator becomes an index condition; comparisons of numbers do.
Hence one search for each region, in a box of numbers, ordered by the operator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Double, Select, Uuid, and_, func, literal_column, or_, select, true, union_all
from sqlalchemy.orm import Session

from accounts.kinds import Pool, Stage
from accounts.queries.claimability import claimable_now
from accounts.queries.mercator import Reach, reach_around
from accounts.queries.near_sources import Source, sources
from accounts.queries.views import ACCOUNTS, AccountView, account_view
from accounts.tables import Account
from core.errors import InvalidInput
from core.paging import Keyset, Page, PageRequest
from geo import Position
from people import Actor


@dataclass(frozen=True, slots=True)
class NearbyFilter:
    """None: any. `claimable_only`: those that the actor could claim now."""

    pool: Pool | None = None
    stages: Sequence[Stage] | None = None
    claimable_only: bool = False
    min_value: int | None = None


@dataclass(frozen=True, slots=True)
class NearbyAccount:
    account: AccountView
    distance_meters: float


def nearby_page(
    session: Session,
    actor: Actor,
    *,
    near: Position,
    within_meters: int,
    filters: NearbyFilter,
    request: PageRequest,
    now: datetime,
) -> Page[NearbyAccount]:
    """Raises InvalidInput for a radius outside 1 to 50,000 m."""
    if not 1 <= within_meters <= 50_000:
        raise InvalidInput("withinMeters", f"withinMeters is {within_meters}: it lies between 1 and 50,000.")
    distance = _true_distance(near)
    beyond = [] if request.after is None else [_beyond(distance, *_NEAREST_FIRST.parse(request.after))]
    claimable = claimable_now(session, actor, now) if filters.claimable_only else []
    if claimable is None:
        return _NEAREST_FIRST.collect([], request, _nearby_account)
    reach = reach_around(near, within_meters)
    parts = list(sources(actor, reach, filters.pool))
    wanted = [*_wanted(filters), *claimable, *beyond]
    found = _in_truth(parts, reach, wanted, distance, most=request.first + 1)
    rows = session.execute(found.where(literal_column("distance_meters") <= within_meters)).all()
    return _NEAREST_FIRST.collect(rows, request, _nearby_account)


def _in_truth(
    parts: list[Source], reach: Reach, wanted: list[ColumnElement[bool]], distance: ColumnElement[float], *, most: int
) -> Select[Any]:
    """The second pass: all that is near enough on the map, by true distance."""
    cutoff = _cutoff(parts, reach, wanted, most)
    half_x, half_y = select(cutoff.c.half_x).scalar_subquery(), select(cutoff.c.half_y).scalar_subquery()
    columns = ACCOUNTS.add_columns(distance.label("distance_meters"))
    passes = []
    for part in parts:
        inside = columns.where(*part.conditions, *_box(part, reach.y, half_x, half_y), *wanted)
        found = inside.correlate(part.places).lateral()
        passes.append(select(found).select_from(part.places).join(found, true()))
    merged = union_all(*passes).subquery("merged")
    keys = merged.c.distance_meters.label("key_0"), merged.c.id.label("key_1")
    return select(merged, *keys).order_by(merged.c.distance_meters, merged.c.id).limit(most)


def _cutoff(parts: list[Source], reach: Reach, wanted: list[ColumnElement[bool]], most: int) -> Any:
    """The first pass: half-widths of the box that holds the `most` nearest in truth."""
    passes = []
    for part in parts:
        middle = func.ST_SetSRID(func.ST_MakePoint(part.places.c.x, reach.y), 3857)
        on_map: ColumnElement[float] = Account.mercator.op("<->", return_type=Double())(middle)
        nearest = select(on_map.label("on_map")).where(
            *part.conditions, *_box(part, reach.y, reach.half_x, reach.half_y), *wanted
        )
        found = nearest.order_by(on_map).limit(most).correlate(part.places).lateral()
        passes.append(select(found).select_from(part.places).join(found, true()))
    merged = union_all(*passes).subquery("nearest")
    last = select(merged.c.on_map).order_by(merged.c.on_map).offset(most - 1).limit(1).scalar_subquery()
    near_enough = last * reach.slack
    # Where there are fewer, the last is null, which `least` passes over.
    return select(
        func.least(reach.half_x, near_enough).label("half_x"), func.least(reach.half_y, near_enough).label("half_y")
    ).cte("cutoff")


def _box(part: Source, y: float, half_x: Any, half_y: Any) -> tuple[ColumnElement[bool], ...]:
    x = part.places.c.x
    return Account.mercator_x.between(x - half_x, x + half_x), Account.mercator_y.between(y - half_y, y + half_y)


def _wanted(filters: NearbyFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.stages is not None:
        wanted.append(Account.stage.in_(filters.stages))
    if filters.min_value is not None:
        wanted.append(Account.value >= filters.min_value)
    return wanted


def _true_distance(near: Position) -> ColumnElement[float]:
    point = func.ST_SetSRID(func.ST_MakePoint(near.longitude, near.latitude), 4326)
    return func.ST_Distance(Account.position, func.geography(point), type_=Double)


def _beyond(distance: ColumnElement[float], meters: float, id: UUID) -> ColumnElement[bool]:
    return or_(distance > meters, and_(distance == meters, Account.id > id))


def _nearby_account(row: Any) -> NearbyAccount:
    return NearbyAccount(account_view(row), row.distance_meters)


_NEAREST_FIRST = Keyset(
    columns=(literal_column("distance_meters", Double), literal_column("id", Uuid)), parsers=(float, UUID)
)
