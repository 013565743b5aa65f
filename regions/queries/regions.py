"""Regions as members see them: code, name and boundary everybody's, their owner within the viewer's sight only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shapely import MultiPolygon
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from core import text
from core.paging import Keyset, Page, PageRequest
from geo import Position
from people import Actor, units_below
from regions.boundaries import shape_of
from regions.ownership import Period
from regions.tables import Region, RegionOwnership


@dataclass(frozen=True, slots=True)
class RegionView:
    id: UUID
    code: str
    name: str
    area_square_meters: float


@dataclass(frozen=True, slots=True)
class RegionFilter:
    """`unowned`: whether an owner is in sight. `search`: part of code or name, whatever the case. None: any."""

    owner_id: UUID | None = None
    unowned: bool | None = None
    search: str | None = None


def owners_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Periods of units at and below the actor's own."""
    return RegionOwnership.unit_id.in_(units_below(actor.unit_id))


def regions_by_id(session: Session, ids: Sequence[UUID]) -> dict[UUID, RegionView]:
    return {row.id: _region(row) for row in session.execute(_REGIONS.where(Region.id.in_(ids)))}


def region_page(
    session: Session, actor: Actor, *, wanted: RegionFilter, request: PageRequest, now: datetime
) -> Page[RegionView]:
    """Regions by name. Raises InvalidInput on `filter.search`."""
    statement = _REGIONS
    owned = _owned(actor, now)
    if wanted.owner_id is not None:
        statement = statement.where(Region.id.in_(owned.where(RegionOwnership.unit_id == wanted.owner_id)))
    if wanted.unowned is not None:
        statement = statement.where(Region.id.not_in(owned) if wanted.unowned else Region.id.in_(owned))
    if wanted.search is not None and wanted.search.strip():
        pattern = text.like_pattern(text.line(wanted.search, "filter.search"))
        statement = statement.where(Region.id.in_(select(func.region_ids_named(pattern))))
    return _BY_NAME.page(session, statement, request, _region)


def boundaries_by_id(session: Session, ids: Sequence[UUID]) -> dict[UUID, MultiPolygon]:
    rows = session.execute(select(Region.id, func.ST_AsBinary(Region.boundary).label("wkb")).where(Region.id.in_(ids)))
    return {row.id: shape_of(row.wkb) for row in rows}


def ownership_of_regions(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, list[Period]]:
    """When which unit owns each of the regions, past and to come, as far as the unit is in the actor's sight."""
    found: dict[UUID, list[Period]] = {region_id: [] for region_id in ids}
    for row in session.execute(
        select(RegionOwnership).where(RegionOwnership.region_id.in_(ids), owners_visible_to(actor))
    ).scalars():
        found[row.region_id].append(Period(row.id, row.unit_id, row.starts_at, row.ends_at, row.assigned_at))
    return found


def regions_of_units(
    session: Session, actor: Actor, unit_ids: Sequence[UUID], now: datetime
) -> dict[UUID, list[RegionView]]:
    """What each of the units itself owns now, by name."""
    found: dict[UUID, list[RegionView]] = {unit_id: [] for unit_id in unit_ids}
    statement = (
        _REGIONS.add_columns(RegionOwnership.unit_id)
        .join(RegionOwnership, RegionOwnership.region_id == Region.id)
        .where(RegionOwnership.unit_id.in_(unit_ids), in_force(now), owners_visible_to(actor))
        .order_by(Region.name, Region.id)
    )
    for row in session.execute(statement):
        found[row.unit_id].append(_region(row))
    return found


def region_at(session: Session, position: Position) -> UUID | None:
    """The smallest region whose boundary covers the position."""
    place = func.ST_SetSRID(func.ST_MakePoint(position.longitude, position.latitude), 4326)
    return session.scalar(select(func.region_id_at(place)))


def in_force(at: datetime) -> ColumnElement[bool]:
    """Periods that hold at an instant."""
    return (RegionOwnership.starts_at <= at) & (RegionOwnership.ends_at.is_(None) | (RegionOwnership.ends_at > at))


def _owned(actor: Actor, now: datetime) -> Select[UUID]:
    return select(RegionOwnership.region_id).where(in_force(now), owners_visible_to(actor))


def _name(in_cursor: str) -> str:
    return text.line(in_cursor, "after")


_REGIONS = select(Region.id, Region.code, Region.name, Region.area_square_meters)
_BY_NAME = Keyset(columns=(Region.name, Region.id), parsers=(_name, UUID))


def _region(row: Any) -> RegionView:
    return RegionView(row.id, row.code, row.name, row.area_square_meters)
