"""An account goes back to its public pool, by its owner's wish or a manager's."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.change_hands import change_hands
from accounts.kinds import Change
from accounts.lock_account import LockedAccount, lock_account
from accounts.queries.views import AccountView, in_public_pool
from accounts.tables import PoolEvent
from core import audit, text
from core.errors import NotAllowed, NotFound
from people import Actor


def release_account(session: Session, actor: Actor, *, account_id: UUID, reason: str, now: datetime) -> AccountView:
    """The account as it lies in the public pool, which may be out of a rep's sight from now on.

    Released by the actor already: success. Raises InvalidInput, NotFound, NotAllowed.
    """
    reason = text.note(reason, "reason")
    account = lock_account(session, actor, account_id)
    if account.view.owner_id is None and _was_released_by(session, actor, account_id):
        return account.view
    _require_right(actor, account)
    change_hands(
        session,
        account_ids=[account_id],
        how=Change.RELEASED,
        to_id=None,
        by_id=actor.member_id,
        reason=reason,
        now=now,
    )
    audit.record(
        session,
        now=now,
        member_id=actor.member_id,
        act="releaseAccount",
        subject_id=account_id,
        details={"owner": str(account.view.owner_id), "reason": reason},
    )
    return in_public_pool(account.view)


def _was_released_by(session: Session, actor: Actor, account_id: UUID) -> bool:
    """Whether nothing has happened to the account since the actor released it."""
    latest = select(PoolEvent.kind, PoolEvent.by_id).where(PoolEvent.account_id == account_id)
    row = session.execute(latest.order_by(PoolEvent.id.desc()).limit(1)).one_or_none()
    return row is not None and row.kind == Change.RELEASED and row.by_id == actor.member_id


def _require_right(actor: Actor, account: LockedAccount) -> None:
    if not account.in_sight:
        raise NotFound("account")
    if account.view.owner_id is None:
        raise NotAllowed("This account lies in the public pool: there is nothing to release.")
    if account.view.owner_id != actor.member_id and not (actor.manages and account.owner_in_sight):
        raise NotAllowed("Only its owner, and managers and admins over the owner, release an account.")
