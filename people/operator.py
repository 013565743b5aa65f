"""Whoever runs the command line acts as a member, named by login, and is on record as that member."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InvalidInput
from people.actor import Actor, Role
from people.sign_in import normal_login
from people.tables import Credential, Member, OrgUnit


def act_as(session: Session, login: str | None) -> Actor:
    """The active member with that login, or without one the first admin at the root.

    Raises InvalidInput where there is no such member.
    """
    statement = (
        select(Member.id, Member.role, Member.unit_id, OrgUnit.path, Member.time_zone)
        .join(OrgUnit, OrgUnit.id == Member.unit_id)
        .where(Member.left_at.is_(None))
        .order_by(Member.id)
        .limit(1)
    )
    if login is None:
        statement = statement.where(OrgUnit.parent_id.is_(None), Member.role == Role.ADMIN)
    else:
        statement = statement.join(Credential).where(Credential.login == normal_login(login))
    found = session.execute(statement).one_or_none()
    if found is None:
        raise InvalidInput("login", "There is no such member: make the organization with `doorstep init` first.")
    return Actor(
        member_id=found.id,
        session_id=UUID(int=0),
        role=Role(found.role),
        unit_id=found.unit_id,
        unit_path=tuple(found.path),
        time_zone=ZoneInfo(found.time_zone),
    )
