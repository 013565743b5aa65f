"""The beginning: the root unit and its first admin, once a database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit, text
from core.errors import NotAllowed
from people.actor import Role
from people.add_member import NewMember, insert_member
from people.add_org_unit import insert_unit
from people.tables import OrgUnit


def found_organization(session: Session, *, organization: str, login: str, password: str, now: datetime) -> UUID:
    """The first admin's id. Raises NotAllowed where there is an organization already, InvalidInput."""
    name = text.line(organization, "organization")
    if is_founded(session):
        raise NotAllowed("This database has its organization already: sign in as an admin of it.")
    unit_id = insert_unit(session, name=name, parent_path=[], now=now)
    admin = NewMember(name=login, login=login, password=password, role=Role.ADMIN, time_zone="UTC")
    member_id = insert_member(session, unit_id=unit_id, member=admin, now=now)
    audit.record(session, now=now, member_id=None, act="init", subject_id=member_id, details={"unit": str(unit_id)})
    return member_id


def is_founded(session: Session) -> bool:
    return session.scalar(select(OrgUnit.id).where(OrgUnit.parent_id.is_(None))) is not None
