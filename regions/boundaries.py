"""How boundaries are stored, and found by those that meet them."""

from dataclasses import dataclass
from uuid import UUID

import shapely
from geoalchemy2 import Geometry
from shapely import MultiPolygon
from sqlalchemy import ColumnElement, cast, delete, func, insert, select
from sqlalchemy.orm import Session

from regions.overlaps import Neighbour
from regions.tables import Region, RegionPart

_PLAIN = Geometry(srid=4326, spatial_index=False)
_MOST_VERTICES_OF_A_PART = 96


@dataclass(frozen=True, slots=True)
class BoundaryChange:
    """A boundary has come or moved: what lies in one of `areas` may lie in another region than before."""

    areas: tuple[MultiPolygon, ...]
    inside: list[UUID]
    "Regions that lie wholly inside the new boundary: they own their places as before."


def neighbours_of(session: Session, boundary: MultiPolygon, *, besides: UUID | None = None) -> list[Neighbour]:
    """Every region, other than `besides`, that shares at least a point with `boundary`."""
    meeting = select(RegionPart.region_id).where(func.ST_Intersects(RegionPart.part, stored(boundary)))
    statement = select(Region.id, Region.code, func.ST_AsBinary(Region.boundary).label("wkb")).where(
        Region.id.in_(meeting), Region.id.is_distinct_from(besides)
    )
    return [Neighbour(row.id, row.code, shape_of(row.wkb)) for row in session.execute(statement)]


def boundary_of(session: Session, region_id: UUID) -> MultiPolygon:
    statement = select(func.ST_AsBinary(Region.boundary)).where(Region.id == region_id)
    return shape_of(session.execute(statement).scalar_one())


def store_parts(session: Session, region_id: UUID) -> None:
    """Cut the stored boundary anew into parts for the index."""
    session.execute(delete(RegionPart).where(RegionPart.region_id == region_id))
    parts = select(Region.id, func.ST_Subdivide(cast(Region.boundary, _PLAIN), _MOST_VERTICES_OF_A_PART)).where(
        Region.id == region_id
    )
    session.execute(insert(RegionPart).from_select(["region_id", "part"], parts))


def stored(shape: MultiPolygon) -> ColumnElement[object]:
    """The shape as a value in SQL."""
    return func.ST_GeomFromWKB(shapely.to_wkb(shape), 4326)


def shape_of(wkb: bytes | memoryview) -> MultiPolygon:
    shape = shapely.from_wkb(bytes(wkb))
    assert isinstance(shape, MultiPolygon), "the column holds nothing else"
    return shape
