"""Which accounts a manager keeps from being released, until when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.views import visible_to
from accounts.tables import Account, AccountHold
from people import Actor


@dataclass(frozen=True, slots=True)
class AccountHoldView:
    account_id: UUID
    since: datetime
    until: datetime
    reason: str
    by_id: UUID


def holds_of_accounts(
    session: Session, actor: Actor, ids: Sequence[UUID], now: datetime
) -> dict[UUID, AccountHoldView]:
    """What is in force now, of accounts in the actor's sight."""
    hold = AccountHold
    rows = session.execute(
        select(hold.account_id, hold.starts_at, hold.until, hold.reason, hold.set_by)
        .join(Account, Account.id == hold.account_id)
        .where(hold.account_id.in_(ids), hold.ended_at.is_(None), hold.until > now, visible_to(actor))
    )
    return {row.account_id: AccountHoldView(*row) for row in rows}
