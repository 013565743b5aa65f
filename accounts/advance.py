"""The sale comes a step further, or is lost."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from accounts.kinds import Stage
from accounts.lock_account import lock_account_in_sight
from accounts.tables import Account
from core import audit, events
from core.errors import InvalidInput, NotAllowed
from people import Actor


def advance_account(session: Session, actor: Actor, *, account_id: UUID, stage: Stage, now: datetime) -> UUID:
    """The account's id. Raises NotFound, NotAllowed, InvalidInput (see `require_step`)."""
    account = lock_account_in_sight(session, actor, account_id)
    if account.view.owner_id != actor.member_id and not actor.manages:
        raise NotAllowed("Only its owner, and managers and admins, say how far an account has come.")
    set_stage(session, account_id=account_id, before=account.view.stage, stage=stage, by_id=actor.member_id, now=now)
    return account_id


def set_stage(session: Session, *, account_id: UUID, before: Stage, stage: Stage, by_id: UUID, now: datetime) -> None:
    """Move an account, which the caller has locked and found to be at `before`, to `stage`. Raises InvalidInput."""
    require_step(before, stage)
    if stage is before:
        return
    session.execute(update(Account).where(Account.id == account_id).values(stage=stage))
    steps = {"from": before.value, "to": stage.value}
    audit.record(session, now=now, member_id=by_id, act="advanceAccount", subject_id=account_id, details=steps)
    events.publish(session, now=now, kind="account.advanced", subject_id=account_id, payload=steps)


def require_step(before: Stage, stage: Stage) -> None:
    """Any step but those to and from CUSTOMER, which only a paid order makes. Raises InvalidInput on `stage`."""
    if stage is before:
        return
    if stage is Stage.CUSTOMER:
        raise InvalidInput("stage", "Only the first paid order makes a customer: the order system records it.")
    if before is Stage.CUSTOMER:
        raise InvalidInput("stage", "A customer stays a customer.")
