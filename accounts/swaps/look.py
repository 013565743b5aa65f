"""Looks through all pools for rings; reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.swaps.choices import Choices
from accounts.swaps.gather import busy_regions, district_of
from accounts.swaps.replay import choices_of
from accounts.swaps.search import MEMORIES_DAYS, Ring, find_rings

_BEFORE = timedelta(days=60)
"Before the memory: what went on then tells who held and let go of what."


@dataclass(frozen=True, slots=True)
class PoolsSeen:
    """All pools in which something was claimed of late, as they moved up to `now`."""

    region_ids: Sequence[UUID]
    choices: Sequence[Choices]
    now: datetime


@dataclass(frozen=True, slots=True)
class FoundRing:
    region_id: UUID
    ring: Ring


def look_at_pools(session: Session, now: datetime) -> PoolsSeen:
    """What moved in the last half year. A minute or more for a million claims: give the transaction time.

    To be called as the writer, in a transaction that writes nothing.
    """
    since = now - timedelta(days=max(MEMORIES_DAYS))
    regions = busy_regions(session, since=since)
    choices = [
        choices_of(district_of(session, region_id, since=since - _BEFORE, now=now), since=since)
        for region_id in regions
    ]
    return PoolsSeen(regions, choices, now)


def look_for_swaps(pools: PoolsSeen) -> list[FoundRing]:
    """The rings of the last half year, for `record_swaps`. Takes its time, so to be called in no transaction."""
    return [FoundRing(pools.region_ids[ring.district], ring) for ring in find_rings(pools.choices, now=pools.now)]
