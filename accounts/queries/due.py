"""Which accounts are due to be released, in SQL; `rules.release_of` says the same of one account.

All of it is asked of the account's own row, so that PostgreSQL asks again when the row has changed before it is locked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from accounts.kinds import Stage
from accounts.policies import PoolPolicy
from accounts.rules import Clock, visit_extension_days
from accounts.tables import Account, ReleaseWarning
from people import member_ids_of_units


def release_at(policy: PoolPolicy) -> ColumnElement[datetime]:
    """When an account that the release isn't suspended for is taken back; see `runs`."""
    idle_out = func.greatest(
        Account.claimed_at + timedelta(days=policy.idle_days),
        case(
            (
                Account.last_visit_at >= Account.claimed_at,
                Account.last_visit_at + timedelta(days=visit_extension_days(policy)),
            )
        ),
    )
    if policy.max_hold_days == 0:
        return func.greatest(idle_out, Account.kept_until)
    held_out = Account.claimed_at + timedelta(days=policy.max_hold_days)
    out = case((Account.stage == Stage.CUSTOMER, idle_out), else_=func.least(idle_out, held_out))
    return func.greatest(out, Account.kept_until)


def runs(policy: PoolPolicy) -> ColumnElement[bool]:
    """Whether the clock of an account runs at all."""
    return and_(Account.owner_id.is_not(None), Account.held_visits == 0, Account.stage.not_in(policy.exempt_stages))


def is_due(policy: PoolPolicy, at: datetime) -> ColumnElement[bool]:
    """Whether an account is to be released by `at`."""
    return and_(runs(policy), or_(*_ranges(policy, at)), release_at(policy) <= at)


def _ranges(policy: PoolPolicy, at: datetime) -> list[ColumnElement[bool]]:
    """Each a range of an index of migration 0009; what is due lies in one of them."""
    least_days = min(policy.idle_days, visit_extension_days(policy))
    idle = func.greatest(Account.claimed_at, Account.last_visit_at) <= at - timedelta(days=least_days)
    if policy.max_hold_days == 0:
        return [idle]
    return [idle, Account.claimed_at <= at - timedelta(days=policy.max_hold_days)]


@dataclass(frozen=True, slots=True)
class DueAccount:
    id: UUID
    owner_id: UUID
    clock: Clock


def due_ids(session: Session, unit_ids: Sequence[UUID], policy: PoolPolicy, at: datetime, *, most: int) -> list[UUID]:
    """Up to `most` accounts of the units' own members that are due by the policy. To be called as the writer."""
    due = select(Account.id).where(held_by_members_of(unit_ids), runs(policy), release_at(policy) <= at)
    # One range after the other: joined by OR, neither is looked up.
    found = {id: None for inside in _ranges(policy, at) for id in session.scalars(due.where(inside).limit(most))}
    return list(found)[:most]


def due_count(session: Session, unit_ids: Sequence[UUID], policy: PoolPolicy, at: datetime) -> int:
    """How many `due_ids` there are."""
    counted = select(func.count()).select_from(Account).where(held_by_members_of(unit_ids), is_due(policy, at))
    return session.execute(counted).scalar_one()


def lock_due(session: Session, ids: Sequence[UUID], policy: PoolPolicy, at: datetime) -> list[DueAccount]:
    """Those of the accounts that are due and that no other transaction has locked, locked."""
    columns = (Account.stage, Account.claimed_at, Account.last_visit_at, Account.held_visits, Account.kept_until)
    locked = select(Account.id, Account.owner_id, *columns).where(Account.id.in_(ids), is_due(policy, at))
    rows = session.execute(locked.order_by(Account.id).with_for_update(key_share=True, skip_locked=True))
    return [
        DueAccount(
            row.id,
            row.owner_id,
            Clock(Stage(row.stage), row.claimed_at, row.last_visit_at, row.held_visits, row.kept_until),
        )
        for row in rows
    ]


def held_by_members_of(unit_ids: Sequence[UUID]) -> ColumnElement[bool]:
    return Account.owner_id.in_(member_ids_of_units(unit_ids))


@dataclass(frozen=True, slots=True)
class Warnable:
    id: UUID
    owner_id: UUID
    release_at: datetime


def unwarned(
    session: Session, unit_ids: Sequence[UUID], policy: PoolPolicy, now: datetime, *, most: int
) -> list[Warnable]:
    """Up to `most` accounts whose release is near by the policy, and of which nobody was told. As the writer."""
    at = release_at(policy)
    told = exists().where(ReleaseWarning.account_id == Account.id, ReleaseWarning.release_at == at)
    near = is_due(policy, now + timedelta(days=policy.warning_days))
    found = select(Account.id, Account.owner_id, at.label("release_at")).where(
        held_by_members_of(unit_ids), near, ~told
    )
    return [Warnable(row.id, row.owner_id, row.release_at) for row in session.execute(found.limit(most))]
