"""Clocks that are wrong by time zones."""

from visits.signals.thresholds import Thresholds

_HOUR = 3600.0
_WIDEST_HOURS = 14


def is_zone_mistake(seconds: float, limits: Thresholds) -> bool:
    """Whether a clock that far off looks like one of another zone: whole hours, 14 at most."""
    hours = round(abs(seconds) / _HOUR)
    return 1 <= hours <= _WIDEST_HOURS and abs(abs(seconds) - hours * _HOUR) <= limits.zone_seconds
