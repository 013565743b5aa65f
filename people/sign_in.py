"""A member signs in with login and password and gets a session of two tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from core import audit
from core.ids import new_id
from people.passwords import is_outdated, is_password, rehash
from people.proof import SignInRefused, normal_login, prove
from people.tables import Credential, Member, MemberSession
from people.throttle import SignInThrottled
from people.tokens import SessionTokens, tokens_of

Known = Row[UUID, str, datetime]


def sign_in(
    session: Session, *, login: str, password: str, device_name: str | None, address: str, now: datetime
) -> SessionTokens | SignInRefused | SignInThrottled:
    """The refusals are returned and not raised, since what was counted must be kept.

    address: where the attempt comes from; empty where the server doesn't know.
    """
    known = _gather(session, login)
    refusal = prove(
        session,
        login=login,
        address=address,
        is_right=lambda: is_password(password, known.password_hash if known else None),
        now=now,
    )
    if refusal or known is None or not _still_stands(session, known):
        return _refused(session, refusal or SignInRefused(), known.id if known else None, now)
    _renew_hash(session, known, password)
    return _start(session, member_id=known.id, device_name=device_name, now=now)


def _gather(session: Session, login: str) -> Known | None:
    if not login.isprintable():
        return None  # no login is, and PostgreSQL takes no U+0000
    return session.execute(
        select(Member.id, Credential.password_hash, Credential.changed_at)
        .join(Credential, Credential.member_id == Member.id)
        .where(Credential.login == normal_login(login), Member.left_at.is_(None))
    ).one_or_none()


def _refused(
    session: Session, refusal: SignInRefused | SignInThrottled, member_id: UUID | None, now: datetime
) -> SignInRefused | SignInThrottled:
    outcome = type(refusal).__name__
    audit.record(session, now=now, member_id=None, act="signIn", subject_id=member_id, outcome=outcome)
    return refusal


def _still_stands(session: Session, known: Known) -> bool:
    """Whether the password is still the one that was proved; from now on it changes after this transaction only.

    Whoever changes it ends the member's sessions: the one that begins here must be among them.
    """
    unchanged = select(Credential.member_id).where(
        Credential.member_id == known.id, Credential.changed_at == known.changed_at
    )
    return session.scalar(unchanged.with_for_update(key_share=True)) is not None


def _renew_hash(session: Session, known: Known, password: str) -> None:
    if is_outdated(known.password_hash):
        renewed = {"password_hash": rehash(password)}
        session.execute(update(Credential).where(Credential.member_id == known.id).values(renewed))


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
