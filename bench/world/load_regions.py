"""Territories as regions into the database, with their owners of today and of before."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import psycopg2.extensions
import shapely
from pyproj import Geod

from bench.world.copying import Row, copy
from bench.world.grounds import Grounds, owner_of
from bench.world.organization import Organization
from bench.world.territories import Territory
from core.ids import new_id

_ELLIPSOID = Geod(ellps="WGS84")
_OWNED_FOR, _OWNED_BEFORE_FOR = timedelta(days=200), timedelta(days=700)
_GRANTS = 200
_PARTS = "INSERT INTO region_part SELECT id, ST_Subdivide(boundary::geometry, 96) FROM region"


def load_regions(
    cursor: psycopg2.extensions.cursor,
    territories: Sequence[Territory],
    organization: Organization,
    grounds: Grounds,
    now: datetime,
) -> list[UUID]:
    """The ids of the regions, in the order of the territories."""
    ids = [new_id() for _ in territories]
    columns = ("id", "code", "name", "boundary", "area_square_meters", "created_at")
    copy(cursor, "region", columns, _regions(ids, territories, now), total=len(ids))
    cursor.execute(_PARTS)
    owned = list(_ownership(ids, organization, grounds, now))
    columns = ("id", "region_id", "unit_id", "starts_at", "ends_at", "assigned_at")
    copy(cursor, "region_ownership", columns, owned, total=len(owned))
    _load_grants(cursor, ids, organization, now)
    return ids


def square_meters(territory: Territory) -> float:
    area, _ = _ELLIPSOID.geometry_area_perimeter(shapely.orient_polygons(territory.shape))
    return float(abs(area))


def _regions(ids: Sequence[UUID], territories: Sequence[Territory], now: datetime) -> Iterator[Row]:
    for number, (id, territory) in enumerate(zip(ids, territories, strict=True)):
        boundary = shapely.to_wkb(shapely.set_srid(territory.shape, 4326), hex=True, include_srid=True)
        # Names in another order than that of the regions on the ground.
        name = f"{('North', 'East', 'South', 'West', 'Mid')[number % 5]} ground {number * 7919 % len(ids):04}"
        yield id, f"R-{number:04}", name, boundary, square_meters(territory), now


def _ownership(ids: Sequence[UUID], organization: Organization, grounds: Grounds, now: datetime) -> Iterator[Row]:
    since, before = now - _OWNED_FOR, now - _OWNED_BEFORE_FOR
    for index, id in enumerate(ids):
        former = organization.teams[index % len(organization.teams)]
        yield new_id(), id, former.id, before, since, before
        owner = owner_of(index, grounds, organization)
        if owner is not None:
            yield new_id(), id, owner.id, since, None, since


def _load_grants(
    cursor: psycopg2.extensions.cursor, ids: Sequence[UUID], organization: Organization, now: datetime
) -> None:
    """To reps spread over the teams, from the third on."""
    boss = organization.leaders[organization.units[0].id]
    rows = (
        (new_id(), organization.reps[20 + 9 * n].id, ids[-1 - 13 * n], now, now + timedelta(days=90), "Help", boss.id)
        for n in range(_GRANTS)
    )
    columns = ("id", "member_id", "region_id", "starts_at", "until", "reason", "granted_by")
    copy(cursor, "cross_region_grant", columns, rows, total=_GRANTS)
