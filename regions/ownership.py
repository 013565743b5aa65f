"""Who owns a region when, as periods of which no two overlap. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Period:
    """From `starts_at` up to `ends_at`, exclusive; None: until further notice. It was decided at `assigned_at`."""

    id: UUID
    unit_id: UUID
    starts_at: datetime
    ends_at: datetime | None
    assigned_at: datetime

    def covers(self, at: datetime) -> bool:
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True, slots=True)
class Reassignment:
    """What becomes of a region's periods when a unit is to own it from an instant on, until further notice."""

    replaced: tuple[Period, ...]
    "They were to begin then or later, and never will."
    cut: Period | None
    "It ends at that instant."
    prolonged: Period | None
    "It is the unit's own already, and now goes on until further notice."

    @property
    def former_owner_ids(self) -> list[UUID]:
        """The units that own the region at the instant or later, as things stand."""
        return [period.unit_id for period in (*self.replaced, self.cut, self.prolonged) if period is not None]


def owner_at(periods: Sequence[Period], at: datetime) -> UUID | None:
    return next((period.unit_id for period in periods if period.covers(at)), None)


def earliest_change(periods: Sequence[Period], now: datetime) -> datetime:
    """The present, or a moment later where an assignment that another request has just made began a moment later.

    Requests that wait for each other carry instants a little out of order. What has begun stays on
    record; what was set for the future when it was decided has not begun.
    """
    begun = [period.starts_at for period in periods if period.starts_at <= max(now, period.assigned_at)]
    return max([now, *begun])


def reassigned(periods: Sequence[Period], *, unit_id: UUID, start: datetime) -> Reassignment | None:
    """The change that gives the region to `unit_id` from `start` on; None where nothing need change."""
    later = tuple(period for period in periods if period.starts_at >= start)
    current = next((period for period in periods if period.starts_at < start and period.covers(start)), None)
    is_its_own = current is not None and current.unit_id == unit_id
    if current is not None and is_its_own and current.ends_at is None:
        return None
    if [(period.unit_id, period.starts_at, period.ends_at) for period in later] == [(unit_id, start, None)]:
        return None
    return Reassignment(replaced=later, cut=None if is_its_own else current, prolonged=current if is_its_own else None)
