"""Every SELECT that leaves this room, each within the viewer's sight."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, any_, bindparam, select
from sqlalchemy.orm import Session

from core.paging import Keyset, Page, PageRequest
from people.actor import Actor, Role
from people.tables import Member, OrgUnit, OrgUnitBelow
from people.work_hours import WorkHours


@dataclass(frozen=True, slots=True)
class UnitView:
    id: UUID
    name: str
    parent_id: UUID | None
    path: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    id: UUID
    unit_id: UUID
    name: str
    role: Role
    time_zone: str
    work_hours: tuple[WorkHours, ...] | None
    left_at: datetime | None


def units_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Units at and below the actor's own."""
    return OrgUnit.path.any_() == actor.unit_id


def members_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The actor, and for others than reps everybody at and below the actor's unit."""
    if actor.is_rep:
        return Member.id == actor.member_id
    return Member.unit_id.in_(units_below(actor.unit_id))


def visible_member_ids(actor: Actor) -> Select[UUID]:
    """A subquery of the ids of `members_visible_to`, for rooms whose rows name a member."""
    return select(Member.id).where(members_visible_to(actor))


def units_below(unit_id: UUID) -> Select[UUID]:
    """A subquery of the ids of `unit_id` and of every unit below it."""
    return select(OrgUnitBelow.below_id).where(OrgUnitBelow.unit_id == unit_id)


def unit_ids_below(session: Session, unit_id: UUID | None) -> list[UUID]:
    """The ids of `unit_id` and of every unit below it; of all units for None. To be called as the writer."""
    return list(session.scalars(select(OrgUnit.id) if unit_id is None else units_below(unit_id)))


def member_ids_of_units(unit_ids: Sequence[UUID]) -> Select[UUID]:
    """A subquery of the ids of the members on the units themselves, in sight or not."""
    return select(Member.id).where(Member.unit_id == any_(bindparam(None, list(unit_ids), ARRAY(Uuid), unique=True)))


def units_by_id(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, UnitView]:
    rows = session.execute(_UNITS.where(OrgUnit.id.in_(ids), units_visible_to(actor)))
    return {row.id: _unit(row) for row in rows}


def unit_names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names of units, in sight or not, for the refusals that tell who owns a region. To be called as the writer."""
    return {row.id: row.name for row in session.execute(select(OrgUnit.id, OrgUnit.name).where(OrgUnit.id.in_(ids)))}


def all_unit_ids(session: Session) -> list[UUID]:
    """For the server's own work on every unit in turn. To be called as the writer."""
    return list(session.scalars(select(OrgUnit.id)))


def unit_paths_of_members(session: Session, member_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """By member, in sight or not, the path of the unit that the member is in now. To be called as the writer."""
    found = select(Member.id, OrgUnit.path).join(OrgUnit, OrgUnit.id == Member.unit_id).where(Member.id.in_(member_ids))
    return {member_id: tuple(path) for member_id, path in session.execute(found)}


def unit_children(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, list[UnitView]]:
    """The visible children of each of the units `ids`, by name."""
    found: dict[UUID, list[UnitView]] = {parent_id: [] for parent_id in ids}
    statement = _UNITS.where(OrgUnit.parent_id.in_(ids), units_visible_to(actor)).order_by(OrgUnit.name, OrgUnit.id)
    for row in session.execute(statement):
        found[row.parent_id].append(_unit(row))
    return found


def unit_ids_by_name(session: Session, names: Sequence[str]) -> dict[str, list[UUID]]:
    """The units of each name, wherever they lie: for the operator at the command line."""
    found: dict[str, list[UUID]] = {}
    for name, unit_id in session.execute(select(OrgUnit.name, OrgUnit.id).where(OrgUnit.name.in_(names))):
        found.setdefault(name, []).append(unit_id)
    return found


def members_by_id(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, MemberView]:
    rows = session.execute(_MEMBERS.where(Member.id.in_(ids), members_visible_to(actor)))
    return {row.id: _member(row) for row in rows}


def lock_members(session: Session, ids: Sequence[UUID]) -> dict[UUID, MemberView]:
    """Members, in sight or not, whom no other transaction changes, leaves or adds accounts to before this one ends.

    To be called as the writer, before accounts are locked; sight is for the caller to judge.
    """
    statement = _MEMBERS.where(Member.id.in_(ids)).order_by(Member.id).with_for_update(key_share=True)
    return {row.id: _member(row) for row in session.execute(statement)}


def member_pages_of_units(
    session: Session, actor: Actor, unit_ids: Sequence[UUID], request: PageRequest
) -> dict[UUID, Page[MemberView]]:
    """The members on each of the units themselves, by name."""
    return _BY_NAME.page_per_parent(
        session,
        unit_ids,
        lambda unit_id: _MEMBERS.where(Member.unit_id == unit_id, members_visible_to(actor)),
        request,
        _member,
    )


_UNITS = select(OrgUnit.id, OrgUnit.name, OrgUnit.parent_id, OrgUnit.path)
_MEMBERS = select(
    Member.id, Member.unit_id, Member.name, Member.role, Member.time_zone, Member.work_hours, Member.left_at
)
_BY_NAME = Keyset(columns=(Member.name, Member.id), parsers=(str, UUID))


def _unit(row: Any) -> UnitView:
    return UnitView(row.id, row.name, row.parent_id, tuple(row.path))


def _member(row: Any) -> MemberView:
    hours = None if row.work_hours is None else tuple(WorkHours.from_json(span) for span in row.work_hours)
    return MemberView(row.id, row.unit_id, row.name, Role(row.role), row.time_zone, hours, row.left_at)
