"""An admin moves a region's boundary."""

from datetime import datetime
from uuid import UUID

import shapely
from sqlalchemy import func, literal, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from core.errors import NotFound
from geo import Boundary, parse_boundary
from people import Actor
from regions.authority import require_admin_around, require_admin_of
from regions.boundaries import BoundaryChange, boundary_of, neighbours_of, store_parts, stored
from regions.locks import lock_boundaries, lock_region
from regions.overlaps import nesting
from regions.record import put_on_record
from regions.tables import Region, RegionPastBoundary


def redraw_region(
    session: Session, actor: Actor, *, region_id: UUID, boundary: object, now: datetime
) -> BoundaryChange | None:
    """The boundary's change; None where it runs so already. `boundary` is GeoJSON as it was sent.

    To be called as `accounts.redraw_region`, which gives the accounts inside their new region.
    Raises InvalidBoundary, RegionOverlaps, NotFound, NotAllowed.
    """
    if not lock_region(session, region_id):
        raise NotFound("region")
    require_admin_of(session, actor, region_id, now)
    new = parse_boundary(boundary)
    lock_boundaries(session)
    old = boundary_of(session, region_id)
    if shapely.equals_identical(old, new.shape):
        return None
    place = nesting(new.shape, neighbours_of(session, new.shape, besides=region_id))
    require_admin_around(session, actor, place.around, now)
    _store(session, region_id, new, now=now, by=actor.member_id)
    put_on_record(session, member_id=actor.member_id, act="redrawRegion", subject_id=region_id, now=now, details={})
    return BoundaryChange((old, new.shape), place.inside)


def _store(session: Session, region_id: UUID, new: Boundary, *, now: datetime, by: UUID) -> None:
    _keep_past(session, region_id, now=now, by=by)
    session.execute(
        update(Region)
        .where(Region.id == region_id)
        .values(boundary=stored(new.shape), area_square_meters=new.area_square_meters)
    )
    store_parts(session, region_id)


def _keep_past(session: Session, region_id: UUID, *, now: datetime, by: UUID) -> None:
    # Requests that wait for each other carry instants a little out of order: a later change ends later.
    latest = select(func.max(RegionPastBoundary.until)).where(RegionPastBoundary.region_id == region_id)
    until = func.greatest(literal(now), latest.scalar_subquery() + text("interval '1 millisecond'"))
    past = select(Region.id, until, Region.boundary, literal(by)).where(Region.id == region_id)
    session.execute(upsert(RegionPastBoundary).from_select(["region_id", "until", "boundary", "redrawn_by"], past))
