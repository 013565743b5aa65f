"""A refresh token is traded for new tokens and is then used up.

A used one, shown again, may be a thief's: it ends the session. The one before the current,
within a minute of the trade, is a phone whose answer was lost: it gets the same answer again.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from core import audit
from core.errors import DomainError
from people.tables import Member, MemberSession
from people.tokens import SessionTokens, read_refresh_token, tokens_of

LOST_ANSWER = timedelta(seconds=60)
LIFETIME = timedelta(days=30)
"How long a session lives that is never renewed."


class SessionEnded(DomainError):
    """The session is over or never was; sign in again."""

    def __init__(self) -> None:
        super().__init__("This session has ended: sign in again.")


def refresh_session(session: Session, *, refresh_token: str, now: datetime) -> SessionTokens | SessionEnded:
    """New tokens, or SessionEnded: returned and not raised, since a theft's end must be kept."""
    presented = read_refresh_token(refresh_token)
    live = presented and _gather(session, presented[0])
    if not presented or not live or now >= live.rotated_at + LIFETIME:
        _record(session, now, session_id=presented[0] if presented else None, outcome="SessionEnded")
        return SessionEnded()
    generation = presented[1]
    if generation == live.generation:
        _rotate(session, live, now)
    elif generation + 1 != live.generation or now > live.rotated_at + LOST_ANSWER:
        _end_as_stolen(session, live, now)
        return SessionEnded()
    return tokens_of(session_id=live.id, member_id=live.member_id, generation=generation + 1, now=now)


def _gather(session: Session, session_id: UUID) -> Row[UUID, UUID, int, datetime] | None:
    return session.execute(
        select(MemberSession.id, MemberSession.member_id, MemberSession.generation, MemberSession.rotated_at)
        .join(Member, Member.id == MemberSession.member_id)
        .where(MemberSession.id == session_id, MemberSession.ended_at.is_(None), Member.left_at.is_(None))
        .with_for_update(of=MemberSession)
    ).one_or_none()


def _rotate(session: Session, live: Row[UUID, UUID, int, datetime], now: datetime) -> None:
    session.execute(
        update(MemberSession).where(MemberSession.id == live.id).values(generation=live.generation + 1, rotated_at=now)
    )
    _record(session, now, session_id=live.id, member_id=live.member_id)


def _end_as_stolen(session: Session, live: Row[UUID, UUID, int, datetime], now: datetime) -> None:
    session.execute(update(MemberSession).where(MemberSession.id == live.id).values(ended_at=now))
    _record(session, now, session_id=live.id, member_id=live.member_id, outcome="TokenUsedTwice")


def _record(
    session: Session,
    now: datetime,
    *,
    session_id: UUID | None,
    member_id: UUID | None = None,
    outcome: str = audit.DONE,
) -> None:
    audit.record(session, now=now, member_id=member_id, act="refreshSession", subject_id=session_id, outcome=outcome)
