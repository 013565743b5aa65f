"""The order system reports the first paid order, which alone makes a customer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.kinds import Stage
from accounts.lock_account import lock_account_in_sight
from accounts.tables import Account, FirstOrder
from core import audit, events, text
from core.errors import InvalidInput, NotAllowed
from people import Actor, Role


def record_first_order(
    session: Session, actor: Actor, *, account_id: UUID, order_reference: str, paid_at: datetime, now: datetime
) -> UUID:
    """The account's id; the same order again is success. Raises NotAllowed, InvalidInput, NotFound."""
    if actor.role is not Role.INTEGRATION:
        raise NotAllowed("Only the order system records orders.")
    reference = text.line(order_reference, "orderReference")
    if paid_at > now:
        raise InvalidInput("paidAt", "paidAt lies in the future: record the order once it is paid.")
    account = lock_account_in_sight(session, actor, account_id)
    if _store(session, reference=reference, account_id=account_id, paid_at=paid_at, now=now):
        session.execute(update(Account).where(Account.id == account_id).values(stage=Stage.CUSTOMER))
        details = {"from": account.view.stage.value, "order": reference}
        audit.record(
            session, now=now, member_id=actor.member_id, act="recordFirstOrder", subject_id=account_id, details=details
        )
        events.publish(session, now=now, kind="account.customer", subject_id=account_id, payload=details)
    return account_id


def _store(session: Session, *, reference: str, account_id: UUID, paid_at: datetime, now: datetime) -> bool:
    """Whether the order is new; False for the account's first order sent again. Raises InvalidInput for another one."""
    order = insert(FirstOrder).values(reference=reference, account_id=account_id, paid_at=paid_at, recorded_at=now)
    if session.scalar(order.on_conflict_do_nothing().returning(FirstOrder.reference)) is not None:
        return True
    known = session.execute(select(FirstOrder.account_id).where(FirstOrder.reference == reference)).one_or_none()
    if known is None:
        raise InvalidInput("accountId", "This account has its first order already, under another reference.")
    if known.account_id != account_id:
        raise InvalidInput("orderReference", "This order is the first of another account.")
    return False
