"""Owners hear of a release some days before: once for each instant at which one was to be.

A visit, a decision or a policy that moves the instant brings a warning of the new one, when that is near.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.policies import PoolPolicy
from accounts.queries.due import Warnable, unwarned
from accounts.release_policies import by_release_values, policies_below
from accounts.tables import ReleaseWarning
from core import clock, events
from core.db import acting

MOST_AT_ONCE = 500
_FORGOTTEN_AFTER = timedelta(days=30)


def warn_of_releases(engine: Engine, *, should_stop: Callable[[], bool]) -> int:
    """Publish account.release_due for each release that is near and wasn't warned of; how many."""
    now, told = clock.now(), 0
    with acting(engine) as session:
        session.execute(delete(ReleaseWarning).where(ReleaseWarning.release_at < now - _FORGOTTEN_AFTER))
        groups = list(by_release_values(policies_below(session, None, now)))
    for policy, unit_ids in groups:
        more = policy.warning_days > 0
        while more and not should_stop():
            with acting(engine) as session:
                warned = _warn(session, unit_ids, policy, now)
            told += warned
            more = warned == MOST_AT_ONCE
    return told


def _warn(session: Session, unit_ids: Sequence[UUID], policy: PoolPolicy, now: datetime) -> int:
    found = unwarned(session, unit_ids, policy, now, most=MOST_AT_ONCE)
    new = _remember(session, found)
    payloads = {
        account.id: {"owner": str(account.owner_id), "releaseAt": account.release_at.isoformat()}
        for account in found
        if account.id in new
    }
    if payloads:
        events.publish_each(session, now=now, kind="account.release_due", payloads=payloads)
    return len(found)


def _remember(session: Session, found: Sequence[Warnable]) -> set[UUID]:
    """Those that another worker hasn't warned of meanwhile."""
    if not found:
        return set()
    rows = [{"account_id": account.id, "release_at": account.release_at} for account in found]
    inserted = insert(ReleaseWarning).on_conflict_do_nothing().returning(ReleaseWarning.account_id)
    return set(session.scalars(inserted, rows))
