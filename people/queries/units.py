"""Units as those see them who are at or above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from people.actor import Actor
from people.tables import OrgUnit, OrgUnitBelow


@dataclass(frozen=True, slots=True)
class UnitView:
    id: UUID
    name: str
    parent_id: UUID | None
    path: tuple[UUID, ...]


def units_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Units at and below the actor's own."""
    return OrgUnit.path.any_() == actor.unit_id


def units_below(unit_id: UUID) -> Select[UUID]:
    """A subquery of the ids of `unit_id` and of every unit below it."""
    return select(OrgUnitBelow.below_id).where(OrgUnitBelow.unit_id == unit_id)


def units_by_id(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, UnitView]:
    rows = session.execute(_UNITS.where(OrgUnit.id.in_(ids), units_visible_to(actor)))
    return {row.id: _unit(row) for row in rows}


def unit_children(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, list[UnitView]]:
    """The visible children of each of the units `ids`, by name."""
    found: dict[UUID, list[UnitView]] = {parent_id: [] for parent_id in ids}
    statement = _UNITS.where(OrgUnit.parent_id.in_(ids), units_visible_to(actor)).order_by(OrgUnit.name, OrgUnit.id)
    for row in session.execute(statement):
        found[row.parent_id].append(_unit(row))
    return found


def unit_ids_below(session: Session, unit_id: UUID | None) -> list[UUID]:
    """The ids of `unit_id` and of every unit below it; of all units for None. To be called as the writer."""
    return list(session.scalars(select(OrgUnit.id) if unit_id is None else units_below(unit_id)))


def unit_names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names of units, in sight or not, for the refusals that tell who owns a region. To be called as the writer."""
    return {row.id: row.name for row in session.execute(select(OrgUnit.id, OrgUnit.name).where(OrgUnit.id.in_(ids)))}


def unit_ids_by_name(session: Session, names: Sequence[str]) -> dict[str, list[UUID]]:
    """The units of each name, wherever they lie: for the operator at the command line."""
    found: dict[str, list[UUID]] = {}
    for name, unit_id in session.execute(select(OrgUnit.name, OrgUnit.id).where(OrgUnit.name.in_(names))):
        found.setdefault(name, []).append(unit_id)
    return found


_UNITS = select(OrgUnit.id, OrgUnit.name, OrgUnit.parent_id, OrgUnit.path)


def _unit(row: Any) -> UnitView:
    return UnitView(row.id, row.name, row.parent_id, tuple(row.path))
