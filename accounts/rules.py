"""The rules of the pools: pure questions, answered from facts that were gathered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

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


class ReleaseReason(StrEnum):
    """Why the automatic release takes an account back."""

    IDLE = "IDLE"
    HELD_TOO_LONG = "HELD_TOO_LONG"


@dataclass(frozen=True, slots=True)
class Clock:
    """What a release depends on, beside the policy. `claimed_at` None: in the public pool."""

    stage: Stage
    claimed_at: datetime | None
    last_visit_at: datetime | None
    held_visits: int
    kept_until: datetime | None


@dataclass(frozen=True, slots=True)
class Release:
    at: datetime
    reason: ReleaseReason


def release_of(clock: Clock, policy: PoolPolicy) -> Release | None:
    """When and why the automatic release takes an account back, by the policy of its owner's unit.

    None for an account in the public pool, while a visit on hold suspends the release, and in stages exempt from it.
    `accounts/queries/due.py` says the same in SQL.
    """
    if clock.claimed_at is None or clock.held_visits > 0 or clock.stage in policy.exempt_stages:
        return None
    release = Release(_idle_out(clock.claimed_at, clock.last_visit_at, policy), ReleaseReason.IDLE)
    if policy.max_hold_days > 0 and clock.stage is not Stage.CUSTOMER:
        held_out = clock.claimed_at + timedelta(days=policy.max_hold_days)
        if held_out < release.at:
            release = Release(held_out, ReleaseReason.HELD_TOO_LONG)
    return release if clock.kept_until is None else replace(release, at=max(release.at, clock.kept_until))


def release_at(clock: Clock, policy: PoolPolicy) -> datetime | None:
    """When `release_of` it, if ever."""
    release = release_of(clock, policy)
    return None if release is None else release.at


def visit_extension_days(policy: PoolPolicy) -> int:
    """Days for which a visit that counts keeps an account."""
    return policy.visit_extension_days or policy.idle_days


def _idle_out(claimed_at: datetime, last_visit_at: datetime | None, policy: PoolPolicy) -> datetime:
    """A visit extends what is left, and never shortens it; one before the claim was another's."""
    idle_out = claimed_at + timedelta(days=policy.idle_days)
    if last_visit_at is None or last_visit_at < claimed_at:
        return idle_out
    return max(idle_out, last_visit_at + timedelta(days=visit_extension_days(policy)))


def _protected_until(held_until: datetime | None, policy: PoolPolicy) -> datetime | None:
    return None if held_until is None else held_until + timedelta(days=policy.protection_days)


def _judge_use(use: PoolUse, policy: PoolPolicy) -> Claimability:
    if not has_room(use, policy):
        return Claimability(ClaimRefusal.CAPACITY_REACHED)
    if use.claimed_today >= policy.daily_claims:
        return Claimability(ClaimRefusal.DAILY_LIMIT_REACHED, use.day_ends_at)
    return Claimability()
