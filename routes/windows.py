"""A customer's opening hours as windows of one working day."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.opening_hours import OpeningHours, open_intervals
from routes.problem import Window


def windows_of_day(
    hours: Sequence[OpeningHours] | None, *, day: date, zone: ZoneInfo, departs_at: datetime, until: int
) -> tuple[Window, ...]:
    """When a visit may begin on the local date, in seconds since `departs_at`; `until` is the end of the working day.

    Open all the working day where hours are unknown (None); closed, so without windows, where there are none that
    day. Instants, not wall clocks, are subtracted: on the day the clocks change a window is as long as it lasts.
    """
    if hours is None:
        return (Window(0, until),)
    return tuple(
        Window(_seconds(opens, departs_at), _seconds(closes, departs_at))
        for opens, closes in open_intervals(hours, day, zone)
    )


def _seconds(instant: datetime, since: datetime) -> int:
    return round((instant - since).total_seconds())
