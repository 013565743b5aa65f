"""A member signs in with login and password and gets a session of two tokens."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from core import audit
from core.errors import DomainError
from core.ids import new_id
from people.passwords import is_password
from people.tables import Credential, Member, MemberSession
from people.tokens import issue_access_token, issue_refresh_token


@dataclass(frozen=True, slots=True)
class SessionTokens:
    """What a phone keeps of its session."""

    session_id: UUID
    access_token: str
    access_token_expires_at: datetime
    refresh_token: str


class SignInRefused(DomainError):
    """Unknown login, wrong password or departed member: one answer, in about the same time."""

    def __init__(self) -> None:
        super().__init__("Login or password is wrong, or the member has left.")


def sign_in(session: Session, *, login: str, password: str, device_name: str | None, now: datetime) -> SessionTokens:
    """Raises SignInRefused."""
    known = _gather(session, login)
    if not is_password(password, known.password_hash if known else None) or known is None:
        raise SignInRefused
    return _start(session, member_id=known.id, device_name=device_name, now=now)


def _gather(session: Session, login: str) -> Row[UUID, str] | None:
    if not login.isprintable():
        return None  # no login is, and PostgreSQL takes no U+0000
    return session.execute(
        select(Member.id, Credential.password_hash)
        .join(Credential, Credential.member_id == Member.id)
        .where(Credential.login == normal_login(login), Member.left_at.is_(None))
    ).one_or_none()


def normal_login(login: str) -> str:
    """Logins are alike that differ only in case or in the way that Unicode composes their letters."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def tokens_of(*, session_id: UUID, member_id: UUID, generation: int, now: datetime) -> SessionTokens:
    access_token, expires_at = issue_access_token(member_id=member_id, session_id=session_id, now=now)
    return SessionTokens(session_id, access_token, expires_at, issue_refresh_token(session_id, generation))


def _start(session: Session, *, member_id: UUID, device_name: str | None, now: datetime) -> SessionTokens:
    session_id = new_id()
    session.execute(
        insert(MemberSession).values(
            id=session_id,
            member_id=member_id,
            device_name=device_name,
            started_at=now,
            generation=1,
            rotated_at=now,
        )
    )
    audit.record(session, now=now, member_id=member_id, act="signIn", subject_id=session_id)
    return tokens_of(session_id=session_id, member_id=member_id, generation=1, now=now)
