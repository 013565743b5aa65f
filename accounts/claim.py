"""A rep takes an account from the public pool into the own private pool."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.change_hands import change_hands
from accounts.kinds import Change, ClaimRefusal
from accounts.outside_region import outside_your_region
from accounts.private_pool import CapacityReached, require_active
from accounts.queries.claim_facts import ClaimCase, lock_for_claim
from accounts.rules import Claimability, judge_claim
from core import audit
from core.errors import DomainError, NotAllowed, NotFound
from people import Actor


class AlreadyOwned(DomainError):
    def __init__(self) -> None:
        super().__init__("Another rep holds this account: it can be claimed once it is back in the public pool.")


class ProtectedFromFormerOwner(DomainError):
    def __init__(self, eligible_at: datetime) -> None:
        super().__init__(f"You held this account before: you may claim it again from {eligible_at:%Y-%m-%d %H:%M} UTC.")
        self.eligible_at = eligible_at


class DailyLimitReached(DomainError):
    def __init__(self, daily_claims: int, eligible_at: datetime) -> None:
        super().__init__(
            f"The day's {daily_claims} claims are made: claim again from {eligible_at:%Y-%m-%d %H:%M} UTC."
        )
        self.eligible_at = eligible_at


def claim_account(session: Session, actor: Actor, *, account_id: UUID, now: datetime) -> UUID:
    """The account's id; the actor's own already is success.

    Raises NotFound, NotAllowed, OutsideYourRegion, AlreadyOwned, ProtectedFromFormerOwner, CapacityReached,
    DailyLimitReached, in this order.
    """
    if not actor.is_rep:
        raise NotAllowed("Only reps claim accounts: a manager assigns them.")
    gathered = _gather(session, actor, account_id, now)
    if gathered.facts.owned_by_claimant:
        return account_id
    verdict = judge_claim(gathered.facts, gathered.policy, now)
    if verdict.refusal is not None:
        raise _refusal(session, gathered, verdict, now)
    change_hands(
        session, account_ids=[account_id], how=Change.CLAIMED, to_id=actor.member_id, by_id=actor.member_id, now=now
    )
    audit.record(session, now=now, member_id=actor.member_id, act="claimAccount", subject_id=account_id)
    return account_id


def _gather(session: Session, actor: Actor, account_id: UUID, now: datetime) -> ClaimCase:
    gathered = lock_for_claim(session, actor, account_id, now)
    if gathered is None:
        raise NotFound("account")
    require_active(gathered.left_at)
    return gathered


def _refusal(session: Session, gathered: ClaimCase, verdict: Claimability, now: datetime) -> DomainError:
    match verdict:
        case Claimability(ClaimRefusal.OUTSIDE_REGION):
            return outside_your_region(session, gathered.region_id, now)
        case Claimability(ClaimRefusal.PROTECTED, datetime() as eligible_at):
            return ProtectedFromFormerOwner(eligible_at)
        case Claimability(ClaimRefusal.CAPACITY_REACHED):
            return CapacityReached(gathered.policy.capacity)
        case Claimability(ClaimRefusal.DAILY_LIMIT_REACHED, datetime() as eligible_at):
            return DailyLimitReached(gathered.policy.daily_claims, eligible_at)
        case _:
            return AlreadyOwned()
