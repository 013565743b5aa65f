"""Members as those see them who may: themselves, and everybody but reps at or above their unit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, any_, bindparam, select
from sqlalchemy.orm import Session

from core.paging import Keyset, Page, PageRequest
from people.actor import Actor, Role
from people.proof import normal_login
from people.queries.units import units_below
from people.tables import Credential, Member, OrgUnit
from people.work_hours import WorkHours


@dataclass(frozen=True, slots=True)
class MemberView:
    id: UUID
    unit_id: UUID
    name: str
    role: Role
    time_zone: str
    work_hours: tuple[WorkHours, ...] | None
    left_at: datetime | None


def members_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The actor, and for others than reps everybody at and below the actor's unit."""
    if actor.is_rep:
        return Member.id == actor.member_id
    return Member.unit_id.in_(units_below(actor.unit_id))


def visible_member_ids(actor: Actor) -> Select[UUID]:
    """A subquery of the ids of `members_visible_to`, for rooms whose rows name a member."""
    return select(Member.id).where(members_visible_to(actor))


def members_by_id(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, MemberView]:
    rows = session.execute(_MEMBERS.where(Member.id.in_(ids), members_visible_to(actor)))
    return {row.id: _member(row) for row in rows}


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


def member_ids_of_units(unit_ids: Sequence[UUID]) -> Select[UUID]:
    """A subquery of the ids of the members on the units themselves, in sight or not."""
    return select(Member.id).where(Member.unit_id == any_(bindparam(None, list(unit_ids), ARRAY(Uuid), unique=True)))


def unit_paths_of_members(session: Session, member_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """By member, in sight or not, the path of the unit that the member is in now. To be called as the writer."""
    found = select(Member.id, OrgUnit.path).join(OrgUnit, OrgUnit.id == Member.unit_id).where(Member.id.in_(member_ids))
    return {member_id: tuple(path) for member_id, path in session.execute(found)}


def member_names(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of members, wherever they are: for the operator at the command line."""
    return {row.id: row.name for row in session.execute(select(Member.id, Member.name).where(Member.id.in_(ids)))}


def member_id_of_login(session: Session, login: str) -> UUID | None:
    """The member who signs in so, wherever that is: for the operator at the command line."""
    return session.scalar(select(Credential.member_id).where(Credential.login == normal_login(login)))


def lock_members(session: Session, ids: Sequence[UUID]) -> dict[UUID, MemberView]:
    """Members, in sight or not, whom no other transaction changes, leaves or adds accounts to before this one ends.

    To be called as the writer, before accounts are locked; sight is for the caller to judge.
    """
    statement = _MEMBERS.where(Member.id.in_(ids)).order_by(Member.id).with_for_update(key_share=True)
    return {row.id: _member(row) for row in session.execute(statement)}


_MEMBERS = select(
    Member.id, Member.unit_id, Member.name, Member.role, Member.time_zone, Member.work_hours, Member.left_at
)
_BY_NAME = Keyset(columns=(Member.name, Member.id), parsers=(str, UUID))


def _member(row: Any) -> MemberView:
    hours = None if row.work_hours is None else tuple(WorkHours.from_json(span) for span in row.work_hours)
    return MemberView(row.id, row.unit_id, row.name, Role(row.role), row.time_zone, hours, row.left_at)
