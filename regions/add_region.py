"""An admin draws a region on the map."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import shapely
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from core import text
from core.errors import InvalidInput
from core.ids import new_id
from geo import Boundary, parse_boundary
from people import Actor
from regions.authority import require_admin_around, require_admin_of_owners, require_admin_of_unit
from regions.boundaries import BoundaryChange, boundary_of, neighbours_of, store_parts, stored
from regions.locks import lock_boundaries
from regions.overlaps import nesting
from regions.periods import owner_of, store_period
from regions.record import put_on_record
from regions.tables import Region

_LONGEST_CODE = 50


@dataclass(frozen=True, slots=True)
class NewRegion:
    """What an admin says of a region; `boundary` is GeoJSON as it was sent, `owner_unit_id` None means nobody."""

    code: str
    name: str
    boundary: object
    owner_unit_id: UUID | None


def add_region(
    session: Session, actor: Actor | None, *, region: NewRegion, now: datetime
) -> tuple[UUID, BoundaryChange | None]:
    """The region's id, and its boundary's change; no change where it was added already, just so.

    To be called as `accounts.add_region`, which gives the accounts inside their new region. `actor` None:
    the operator at the command line, who may do anything.
    Raises InvalidInput, InvalidBoundary, RegionOverlaps, NotFound, NotAllowed.
    """
    code, name = text.line(region.code, "code", longest=_LONGEST_CODE), text.line(region.name, "name")
    if actor is not None:
        _require_admin_of_owner(session, actor, region.owner_unit_id)
    boundary = parse_boundary(region.boundary)
    lock_boundaries(session)
    known_id = _already_there(session, code, name, boundary, region.owner_unit_id, now)
    if known_id is not None:
        return known_id, None
    place = nesting(boundary.shape, neighbours_of(session, boundary.shape))
    if actor is not None:
        require_admin_around(session, actor, place.around, now)
    region_id = _store(session, code=code, name=name, boundary=boundary, now=now)
    _record(session, actor, region_id, region.owner_unit_id, now)
    return region_id, BoundaryChange((boundary.shape,), place.inside)


def _require_admin_of_owner(session: Session, actor: Actor, owner_unit_id: UUID | None) -> None:
    if owner_unit_id is None:
        require_admin_of_owners(actor, [None], in_sight=())
    else:
        require_admin_of_unit(session, actor, owner_unit_id)


def _already_there(
    session: Session, code: str, name: str, boundary: Boundary, owner_unit_id: UUID | None, now: datetime
) -> UUID | None:
    """The region of a request that was sent before. Raises InvalidInput where the code is another region's."""
    known = session.execute(select(Region.id, Region.name).where(Region.code == code)).one_or_none()
    if known is None:
        return None
    is_same = known.name == name and owner_of(session, known.id, now) == owner_unit_id
    if is_same and shapely.equals_identical(boundary_of(session, known.id), boundary.shape):
        region_id: UUID = known.id
        return region_id
    raise InvalidInput("code", f"The code {code} is taken by another region: choose another.")


def _store(session: Session, *, code: str, name: str, boundary: Boundary, now: datetime) -> UUID:
    region_id = new_id()
    session.execute(
        insert(Region).values(
            id=region_id,
            code=code,
            name=name,
            boundary=stored(boundary.shape),
            area_square_meters=boundary.area_square_meters,
            created_at=now,
        )
    )
    store_parts(session, region_id)
    return region_id


def _record(session: Session, actor: Actor | None, region_id: UUID, owner_unit_id: UUID | None, now: datetime) -> None:
    by = None if actor is None else actor.member_id
    if owner_unit_id is not None:
        store_period(session, region_id=region_id, unit_id=owner_unit_id, start=now, now=now, by=by)
    owner = None if owner_unit_id is None else str(owner_unit_id)
    put_on_record(session, member_id=by, act="addRegion", subject_id=region_id, now=now, details={"owner": owner})
