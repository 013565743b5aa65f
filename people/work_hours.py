"""When a member works: the only time in which positions may be stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class WorkHours:
    """A span of local time on some weekdays (1 = Monday); an `end` not after `start` is on the next day."""

    weekdays: tuple[int, ...]
    start: time
    end: time

    def to_json(self) -> dict[str, Any]:
        return {"weekdays": list(self.weekdays), "from": self.start.isoformat(), "to": self.end.isoformat()}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "WorkHours":
        return cls(tuple(stored["weekdays"]), time.fromisoformat(stored["from"]), time.fromisoformat(stored["to"]))


def check_work_hours(hours: Sequence[WorkHours], field: str) -> None:
    """Raises InvalidInput where a span names no weekday or one outside 1 to 7, or there are over 50 spans."""
    if len(hours) > 50:
        raise InvalidInput(field, f"{field} has {len(hours)} spans: 50 at most.")
    for index, span in enumerate(hours):
        if not span.weekdays or not all(1 <= day <= 7 for day in span.weekdays):
            raise InvalidInput(f"{field}.{index}.weekdays", "weekdays are numbers from 1 (Monday) to 7, at least one.")


def in_work_hours(hours: Iterable[WorkHours] | None, instant: datetime, zone: ZoneInfo) -> bool:
    """Whether `instant` lies in one of `hours` by the clocks of `zone`; None means always."""
    if hours is None:
        return True
    local = instant.astimezone(zone)
    return any(_covers(span, local) for span in hours)


def _covers(span: WorkHours, local: datetime) -> bool:
    clock, today = local.timetz().replace(tzinfo=None), local.isoweekday()
    if span.start < span.end:
        return today in span.weekdays and span.start <= clock < span.end
    yesterday = (local.date() - timedelta(days=1)).isoweekday()
    return (today in span.weekdays and clock >= span.start) or (yesterday in span.weekdays and clock < span.end)
