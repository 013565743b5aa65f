"""A member who has left becomes a pseudonym: what the member did still counts, who it was is forgotten."""

from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from core.errors import NotAllowed
from people.tables import Credential, Device, Member, MemberSession


def erase_member(session: Session, member_id: UUID) -> str:
    """The pseudonym. Raises NotAllowed for a member who hasn't left."""
    member = session.get_one(Member, member_id, with_for_update=True)
    if member.left_at is None:
        raise NotAllowed("Only who has left can be erased: deactivate the member first.")
    member.name = f"Former member {member_id.hex[-8:]}"
    member.work_hours = None
    session.flush()
    session.execute(delete(Credential).where(Credential.member_id == member_id))
    session.execute(update(MemberSession).where(MemberSession.member_id == member_id).values(device_name=None))
    session.execute(update(Device).where(Device.member_id == member_id).values(name="Erased"))
    return member.name
