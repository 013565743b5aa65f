"""The sale comes a step further, or is lost."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from accounts.kinds import Stage
from accounts.lock_account import LockedAccount, lock_account_in_sight
from accounts.tables import Account
from core import audit, events
from core.errors import InvalidInput, NotAllowed
from people import Actor


def advance_account(
    session: Session, actor: Actor, *, account_id: UUID, stage: Stage, visiting: bool = False, now: datetime
) -> UUID:
    """The account's id. `visiting`: whether the actor is there, which lets a rep advance a pool account.

    Raises NotFound, NotAllowed, InvalidInput (see `require_step`).
    """
    account = lock_account_in_sight(session, actor, account_id)
    own = account.view.owner_id == actor.member_id
    in_the_pool = account.view.owner_id is None
    if not (own or actor.manages or (actor.is_rep and visiting and in_the_pool)):
        raise NotAllowed("Only its owner, and managers and admins, say how far an account has come.")
    _set_stage(session, actor, account, stage, now)
    return account_id


def _set_stage(session: Session, actor: Actor, account: LockedAccount, stage: Stage, now: datetime) -> None:
    before = account.view.stage
    require_step(before, stage)
    if stage is before:
        return
    session.execute(update(Account).where(Account.id == account.id).values(stage=stage))
    steps = {"from": before.value, "to": stage.value}
    audit.record(
        session, now=now, member_id=actor.member_id, act="advanceAccount", subject_id=account.id, details=steps
    )
    events.publish(session, now=now, kind="account.advanced", subject_id=account.id, payload=steps)


def require_step(before: Stage, stage: Stage) -> None:
    """Any step but those to and from CUSTOMER, which only a paid order makes. Raises InvalidInput on `stage`."""
    if stage is before:
        return
    if stage is Stage.CUSTOMER:
        raise InvalidInput("stage", "Only the first paid order makes a customer: the order system records it.")
    if before is Stage.CUSTOMER:
        raise InvalidInput("stage", "A customer stays a customer.")
