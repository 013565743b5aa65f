"""A member chooses another password; whoever else is signed in as the member is out."""

from datetime import datetime

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from core import audit
from people.actor import Actor
from people.passwords import hash_password, is_password
from people.proof import SignInRefused, prove
from people.tables import Credential, MemberSession
from people.throttle import SignInThrottled


def change_password(
    session: Session, actor: Actor, *, current_password: str, new_password: str, address: str, now: datetime
) -> SignInRefused | SignInThrottled | None:
    """None: it is changed, or was by the same request before. Refusals are returned, as by `sign_in`.

    Raises InvalidInput for a new password that can't be one.
    """
    new_hash = hash_password(new_password, "newPassword")
    stored = _gather(session, actor)
    refusal = prove(
        session,
        login=stored.login,
        address=address,
        is_right=lambda: any(is_password(given, stored.password_hash) for given in (current_password, new_password)),
        now=now,
    )
    if refusal is None and not _store(session, actor, stored, new_hash, now):
        refusal = SignInRefused()
    if refusal is None:
        _end_other_sessions(session, actor, now)
    outcome = type(refusal).__name__ if refusal else audit.DONE
    audit.record(
        session, now=now, member_id=actor.member_id, act="changePassword", subject_id=actor.member_id, outcome=outcome
    )
    return refusal


def _gather(session: Session, actor: Actor) -> Row[str, str, datetime]:
    return session.execute(
        select(Credential.login, Credential.password_hash, Credential.changed_at).where(
            Credential.member_id == actor.member_id
        )
    ).one()


def _store(session: Session, actor: Actor, stored: Row[str, str, datetime], new_hash: str, now: datetime) -> bool:
    """Whether the password was still the one that was proved."""
    changed = (
        update(Credential)
        .where(Credential.member_id == actor.member_id, Credential.changed_at == stored.changed_at)
        .values(password_hash=new_hash, changed_at=now)
    )
    return session.scalar(changed.returning(Credential.member_id)) is not None


def _end_other_sessions(session: Session, actor: Actor, now: datetime) -> None:
    others = (
        MemberSession.member_id == actor.member_id,
        MemberSession.id != actor.session_id,
        MemberSession.ended_at.is_(None),
    )
    session.execute(update(MemberSession).where(*others).values(ended_at=now))
