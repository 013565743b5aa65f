"""Looks through all pools for rings; reads only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.swaps.gather import busy_regions, district_of
from accounts.swaps.replay import choices_of
from accounts.swaps.search import MEMORIES_DAYS, Ring, find_rings

_BEFORE = timedelta(days=60)
"Before the memory: what went on then tells who held and let go of what."


@dataclass(frozen=True, slots=True)
class FoundRing:
    region_id: UUID
    ring: Ring


def look_for_swaps(session: Session, now: datetime) -> list[FoundRing]:
    """The rings of the last half year. Takes seconds for a million accounts: give the transaction time.

    To be called as the writer, in a transaction that writes nothing: what it found is for `record_swaps`, in another.
    """
    since = now - timedelta(days=max(MEMORIES_DAYS))
    regions = busy_regions(session, since=since)
    districts = [
        choices_of(district_of(session, region_id, since=since - _BEFORE, now=now), since=since)
        for region_id in regions
    ]
    return [FoundRing(regions[ring.district], ring) for ring in find_rings(districts, now=now)]
