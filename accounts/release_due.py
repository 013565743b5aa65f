"""The automatic release: accounts that are due go back to their public pools, 100 at most in a transaction.

What is due is found without a lock, and asked again of each account once it is locked, by the policies that are in
force then. Accounts that somebody is busy with are left for the next time. So it may be run at any time, by
any number, and killed anywhere: what is committed is done once, and what isn't is still due.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from accounts.change_hands import change_hands
from accounts.kinds import Change
from accounts.policies import PoolPolicy, pool_policies
from accounts.policy_lock import hold_policies_still
from accounts.queries.due import due_count, due_ids, lock_due
from accounts.queries.facts import governing_unit_ids
from accounts.release_policies import by_release_values, policies_below
from accounts.rules import Release, ReleaseReason, release_of, visit_extension_days
from core import audit, clock
from core.db import acting

RELEASE_DUE = "accounts.release_due"
"The job's name."
_MOST_AT_ONCE = 100
"In a transaction. With 500 the slowest claims wait twice as long, with 50 releases take longer: see bench/releases."
_MOST_FOUND = 10_000
_NEWEST = datetime(9999, 12, 31, tzinfo=UTC)
"Policies are asked for as they were set last, whatever another machine's clock says."


@dataclass(frozen=True, slots=True)
class _Taken:
    owner_id: UUID
    release: Release
    policy: PoolPolicy


def release_due(engine: Engine, *, unit_id: UUID | None = None, should_stop: Callable[[], bool]) -> int:
    """Release what is due of the members at and below a unit, or of all; how many. Stops between two transactions."""
    released, found = 0, _find(engine, unit_id)
    while found and not should_stop():
        of_these = 0
        for start in range(0, len(found), _MOST_AT_ONCE):
            if should_stop():
                break
            with acting(engine, seconds=20) as session:
                of_these += release_those_due(session, found[start : start + _MOST_AT_ONCE], now=clock.now())
        released += of_these
        found = _find(engine, unit_id) if of_these and len(found) == _MOST_FOUND else []
    return released


def _find(engine: Engine, unit_id: UUID | None) -> list[UUID]:
    with acting(engine) as session:
        return find_due(session, unit_id, now=clock.now(), most=_MOST_FOUND)


def find_due(session: Session, unit_id: UUID | None, *, now: datetime, most: int) -> list[UUID]:
    """Up to `most` accounts that are due, of the members at and below a unit or of all: a range scan a policy."""
    found: list[UUID] = []
    for policy, unit_ids in by_release_values(policies_below(session, unit_id, _NEWEST)):
        if len(found) < most:
            found += due_ids(session, unit_ids, policy, now, most=most - len(found))
    return found


def count_due(session: Session, unit_id: UUID, *, now: datetime) -> int:
    """How many accounts are due of the members at and below a unit."""
    policies = by_release_values(policies_below(session, unit_id, _NEWEST))
    return sum(due_count(session, unit_ids, policy, now) for policy, unit_ids in policies)


def release_those_due(session: Session, ids: Sequence[UUID], *, now: datetime) -> int:
    """Release those of the accounts, a few hundred at most, that are due and that nobody is busy with; how many.

    From here to the end of the transaction no policy that matters is changed: after it was, nothing is released by
    the old one.
    """
    hold_policies_still(session)
    taken = _lock(session, ids, now)
    alike: defaultdict[str, list[UUID]] = defaultdict(list)
    for id, account in taken.items():
        alike[_told(account)].append(id)
    for reason, account_ids in alike.items():
        change_hands(
            session, account_ids=account_ids, how=Change.EXPIRED, to_id=None, by_id=None, reason=reason, now=now
        )
    audit.record_each(
        session,
        now=now,
        member_id=None,
        act="releaseDueAccounts",
        entries=[
            (id, audit.DONE, {"owner": str(account.owner_id), "reason": account.release.reason})
            for id, account in taken.items()
        ],
    )
    return len(taken)


def _lock(session: Session, ids: Sequence[UUID], now: datetime) -> dict[UUID, _Taken]:
    units = governing_unit_ids(session, list(ids), now)
    taken: dict[UUID, _Taken] = {}
    for policy, unit_ids in by_release_values(pool_policies(session, list(set(units.values())), _NEWEST)):
        alike = set(unit_ids)
        chosen = [id for id, unit_id in units.items() if unit_id in alike]
        for row in lock_due(session, chosen, policy, now):
            release = release_of(row.clock, policy)
            assert release is not None, "what PostgreSQL finds due is due"
            taken[row.id] = _Taken(row.owner_id, release, policy)
    return taken


def _told(account: _Taken) -> str:
    if account.release.reason is ReleaseReason.HELD_TOO_LONG:
        return f"Held for {account.policy.max_hold_days} days, which is as long as the policy lets."
    idle_days, visit_days = account.policy.idle_days, visit_extension_days(account.policy)
    if idle_days == visit_days:
        return f"No visit that counts for {idle_days} days."
    return f"No visit that counts for {visit_days} days, nor in the first {idle_days} days."
