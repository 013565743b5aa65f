"""An admin takes a member into a unit at or below the own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from core import audit, text
from core.errors import InvalidInput
from core.ids import new_id
from people.actor import Actor, Role
from people.passwords import hash_password
from people.proof import normal_login
from people.rules import require_admin_over, require_time_zone
from people.tables import Credential, Member
from people.tree_lock import lock_unit
from people.work_hours import WorkHours, check_work_hours


@dataclass(frozen=True, slots=True)
class NewMember:
    """What an admin says of a member; `work_hours` None means always."""

    name: str
    login: str
    password: str
    role: Role
    time_zone: str
    work_hours: Sequence[WorkHours] | None = None


def add_member(session: Session, actor: Actor, *, unit_id: UUID, member: NewMember, now: datetime) -> UUID:
    """The new member's id. Raises InvalidInput, NotFound, NotAllowed."""
    require_admin_over(actor, lock_unit(session, unit_id))
    member_id = insert_member(session, unit_id=unit_id, member=member, now=now)
    audit.record(
        session,
        now=now,
        member_id=actor.member_id,
        act="addMember",
        subject_id=member_id,
        details={"unit": str(unit_id), "role": member.role},
    )
    return member_id


def insert_member(session: Session, *, unit_id: UUID, member: NewMember, now: datetime) -> UUID:
    """Store a member with a credential. Raises InvalidInput, also for a login that is taken."""
    name, login = text.line(member.name, "name"), normal_login(text.line(member.login, "login"))
    password_hash = hash_password(member.password, "password")
    require_time_zone(member.time_zone, "timeZone")
    check_work_hours(member.work_hours or (), "workHours")
    member_id = new_id()
    session.execute(
        insert(Member).values(
            id=member_id,
            unit_id=unit_id,
            name=name,
            role=member.role,
            time_zone=member.time_zone,
            work_hours=None if member.work_hours is None else [span.to_json() for span in member.work_hours],
            joined_at=now,
        )
    )
    credential = upsert(Credential).values(
        member_id=member_id, login=login, password_hash=password_hash, changed_at=now
    )
    if (
        session.scalar(credential.on_conflict_do_nothing(index_elements=["login"]).returning(Credential.member_id))
        is None
    ):
        raise InvalidInput("login", "This login is taken: choose another.")
    return member_id
