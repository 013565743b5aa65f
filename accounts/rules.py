"""The rules of the pools: pure questions, answered from facts that were gathered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.kinds import ClaimRefusal, Stage
from accounts.policies import PoolPolicy


@dataclass(frozen=True, slots=True)
class PoolUse:
    """How far a member's private pool and claims of the day (local to the member) are used up."""

    held: int
    claimed_today: int
    day_ends_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What a claim is judged by. `held_until`: when the claimant's last holding of this account ended, if ever."""

    by_rep: bool
    owned_by_claimant: bool
    owned: bool
    in_claimants_regions: bool
    held_until: datetime | None
    use: PoolUse


@dataclass(frozen=True, slots=True)
class Claimability:
    """`eligible_at`: when the refusal ends by itself, where it does."""

    refusal: ClaimRefusal | None = None
    eligible_at: datetime | None = None

    @property
    def claimable(self) -> bool:
        return self.refusal is None


def judge_claim(facts: ClaimFacts, policy: PoolPolicy, now: datetime) -> Claimability:
    """Whether a claim at `now` would be granted, by the policy of the claimant's unit."""
    if not facts.by_rep:
        return Claimability(ClaimRefusal.NOT_A_REP)
    if facts.owned_by_claimant:
        return Claimability(ClaimRefusal.ALREADY_OWNED)
    if not facts.in_claimants_regions:
        return Claimability(ClaimRefusal.OUTSIDE_REGION)
    if facts.owned:
        return Claimability(ClaimRefusal.ALREADY_OWNED)
    protected_until = _protected_until(facts.held_until, policy)
    if protected_until is not None and now < protected_until:
        return Claimability(ClaimRefusal.PROTECTED, protected_until)
    return _judge_use(facts.use, policy)


def has_room(use: PoolUse, policy: PoolPolicy) -> bool:
    """Whether one more account fits into the private pool."""
    return use.held < policy.capacity


def release_at(
    *,
    stage: Stage,
    claimed_at: datetime | None,
    last_visit_at: datetime | None,
    held_visits: int,
    policy: PoolPolicy,
) -> datetime | None:
    """When the automatic release takes an account back, by the policy of its owner's unit.

    None for an account in the public pool (`claimed_at` None), and while a visit on hold suspends the release.
    """
    if claimed_at is None or held_visits > 0:
        return None
    idle_since = claimed_at if last_visit_at is None else max(claimed_at, last_visit_at)
    idle_out = idle_since + timedelta(days=policy.idle_days)
    if policy.max_hold_days == 0 or stage is Stage.CUSTOMER:
        return idle_out
    return min(idle_out, claimed_at + timedelta(days=policy.max_hold_days))


def _protected_until(held_until: datetime | None, policy: PoolPolicy) -> datetime | None:
    return None if held_until is None else held_until + timedelta(days=policy.protection_days)


def _judge_use(use: PoolUse, policy: PoolPolicy) -> Claimability:
    if not has_room(use, policy):
        return Claimability(ClaimRefusal.CAPACITY_REACHED)
    if use.claimed_today >= policy.daily_claims:
        return Claimability(ClaimRefusal.DAILY_LIMIT_REACHED, use.day_ends_at)
    return Claimability()
