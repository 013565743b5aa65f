"""A member leaves: from the next request on, nobody acts as that member."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from people.tables import Member, MemberSession


def leave(session: Session, *, member_id: UUID, now: datetime) -> None:
    """Whoever calls has locked the member, judged the right to do so, and puts it on record."""
    session.execute(update(Member).where(Member.id == member_id).values(left_at=now))
    live = (MemberSession.member_id == member_id, MemberSession.ended_at.is_(None))
    session.execute(update(MemberSession).where(*live).values(ended_at=now))
