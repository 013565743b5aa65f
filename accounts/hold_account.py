"""A manager keeps an account from being released until an instant, with a reason, on record."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from accounts.lock_account import LockedAccount, lock_account_in_sight
from accounts.tables import Account, AccountHold
from core import audit, events, text
from core.errors import InvalidInput, NotAllowed
from core.ids import new_id
from people import Actor

LONGEST = timedelta(days=366)


def hold_account(
    session: Session, actor: Actor, *, account_id: UUID, until: datetime, reason: str, now: datetime
) -> UUID:
    """The account's id; a hold replaces the one before, and the very same one again is success.

    It is over when the account changes hands. Raises InvalidInput, NotFound, NotAllowed.
    """
    reason = text.note(reason, "reason")
    if not now < until <= now + LONGEST:
        raise InvalidInput("until", f"until lies after now, and within {LONGEST.days} days of it.")
    account = _lock_held(session, actor, account_id)
    hold = _hold(session, account_id)
    if hold is not None and (hold.until, hold.reason) == (until, reason):
        return account_id
    _end(session, account_id, now)
    session.execute(
        insert(AccountHold).values(
            id=new_id(),
            account_id=account_id,
            starts_at=now if hold is None else max(now, hold.starts_at),
            until=until,
            reason=reason,
            set_by=actor.member_id,
        )
    )
    session.execute(update(Account).where(Account.id == account_id).values(kept_until=until))
    _tell(session, actor, account, "holdAccount", {"until": until.isoformat(), "reason": reason}, now)
    return account_id


def end_account_hold(session: Session, actor: Actor, *, account_id: UUID, now: datetime) -> UUID:
    """The account's id, which may be due at once; where there is no hold: success. Raises NotFound, NotAllowed."""
    account = _lock_held(session, actor, account_id)
    if _hold(session, account_id) is None:
        return account_id
    _end(session, account_id, now)
    session.execute(update(Account).where(Account.id == account_id).values(kept_until=None))
    _tell(session, actor, account, "endAccountHold", {}, now)
    return account_id


def _lock_held(session: Session, actor: Actor, account_id: UUID) -> LockedAccount:
    account = lock_account_in_sight(session, actor, account_id)
    if not actor.manages or (account.view.owner_id is not None and not account.owner_in_sight):
        raise NotAllowed("Only managers and admins over its owner hold an account back from its release.")
    if account.view.owner_id is None:
        raise NotAllowed("This account lies in the public pool: there is nothing to hold back.")
    return account


def _hold(session: Session, account_id: UUID) -> AccountHold | None:
    open_hold = select(AccountHold).where(AccountHold.account_id == account_id, AccountHold.ended_at.is_(None))
    return session.scalars(open_hold).one_or_none()


def _end(session: Session, account_id: UUID, now: datetime) -> None:
    open_hold = update(AccountHold).where(AccountHold.account_id == account_id, AccountHold.ended_at.is_(None))
    session.execute(open_hold.values(ended_at=func.greatest(AccountHold.starts_at, now)))


def _tell(
    session: Session, actor: Actor, account: LockedAccount, act: str, details: dict[str, str], now: datetime
) -> None:
    told = {"owner": str(account.view.owner_id), **details}
    audit.record(session, now=now, member_id=actor.member_id, act=act, subject_id=account.id, details=told)
    kind = "account.held" if act == "holdAccount" else "account.hold_ended"
    events.publish(session, now=now, kind=kind, subject_id=account.id, payload=told)
