"""Accounts near a point, nearest first by distance on the ellipsoid, within the actor's sight.

The search itself is `accounts_near` of migration 0004, which keeps its plans: to make them anew would cost more
than to carry them out. What it shows is bound by the reader's policies like any query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Double, Uuid, literal_column, text
from sqlalchemy.orm import Session

from accounts.kinds import Pool, Stage
from accounts.queries.claimability import protection_cutoff
from accounts.queries.mercator import reach_around
from accounts.queries.views import AccountView, account_view
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
    cutoff = protection_cutoff(session, actor, now) if filters.claimable_only else None
    if filters.claimable_only and cutoff is None:
        return _NEAREST_FIRST.collect([], request, _nearby_account)
    parameters = _place(near, within_meters) | _wanted(filters, cutoff) | _page(request)
    return _NEAREST_FIRST.collect(session.execute(_NEAR, parameters).all(), request, _nearby_account)


def _place(near: Position, within_meters: int) -> dict[str, Any]:
    reach = reach_around(near, within_meters)
    return {
        "longitude": near.longitude,
        "latitude": near.latitude,
        "within_meters": within_meters,
        "xs": list(reach.xs),
        "wests": list(reach.wests),
        "easts": list(reach.easts),
        "y": reach.y,
        "half_x": reach.half_x,
        "half_y": reach.half_y,
        "south": reach.south,
        "north": reach.north,
        "most_stretch": reach.most_stretch,
    }


def _wanted(filters: NearbyFilter, cutoff: datetime | None) -> dict[str, Any]:
    return {
        "want_public": filters.pool is not Pool.PRIVATE,
        "want_private": filters.pool is not Pool.PUBLIC and not filters.claimable_only,
        "stages": None if filters.stages is None else [stage.value for stage in filters.stages],
        "least_value": filters.min_value,
        "protected_after": cutoff,
    }


def _page(request: PageRequest) -> dict[str, Any]:
    # Before the first row: no distance is negative.
    meters, id = (-1.0, UUID(int=0)) if request.after is None else _NEAREST_FIRST.parse(request.after)
    return {"after_meters": meters, "after_id": id, "most": request.first + 1}


def _nearby_account(row: Any) -> NearbyAccount:
    return NearbyAccount(account_view(row), row.key_0)


_NEAREST_FIRST = Keyset(
    columns=(literal_column("distance_meters", Double), literal_column("id", Uuid)), parsers=(float, UUID)
)
_NEAR = text("""
    SELECT (found.account).id, (found.account).name, (found.account).address, (found.account).category,
           (found.account).external_id, (found.account).phone,
           ST_X((found.account).position::geometry) AS longitude, ST_Y((found.account).position::geometry) AS latitude,
           (found.account).geofence_meters, (found.account).stage, (found.account).value,
           (found.account).visit_minutes, (found.account).opening_hours, (found.account).region_id,
           (found.account).owner_id, (found.account).claimed_at, (found.account).last_visit_at,
           (found.account).held_visits, (found.account).kept_until,
           found.distance_meters AS key_0, (found.account).id AS key_1
    FROM accounts_near(
        ST_SetSRID(ST_MakePoint(:longitude, :latitude), 4326)::geography, :within_meters,
        CAST(:xs AS float8[]), CAST(:wests AS float8[]), CAST(:easts AS float8[]), :y, :half_x, :half_y,
        :south, :north, CAST(:most_stretch AS float8), :want_public, :want_private,
        CAST(:stages AS text[]), CAST(:least_value AS integer), CAST(:protected_after AS timestamptz),
        CAST(:after_meters AS float8), CAST(:after_id AS uuid), :most
    ) AS found
""")
