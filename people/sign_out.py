"""A member ends the session at hand; its tokens are dead with the next request."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from core import audit
from people.actor import Actor
from people.tables import MemberSession


def sign_out(session: Session, actor: Actor, *, now: datetime) -> None:
    session.execute(
        update(MemberSession)
        .where(MemberSession.id == actor.session_id, MemberSession.ended_at.is_(None))
        .values(ended_at=now)
    )
    audit.record(session, now=now, member_id=actor.member_id, act="signOut", subject_id=actor.session_id)
