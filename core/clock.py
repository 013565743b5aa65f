"""The one clock. An instant is captured once a request and handed on as `now`."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The current instant, aware, in UTC, to the millisecond (what a UUIDv7 can carry)."""
    instant = datetime.now(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def read_instant(text: str) -> datetime:
    """The instant, in UTC, that RFC 3339 writes so. Raises ValueError, also where the offset is missing."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None or "T" not in text.upper():
        raise ValueError(f"{text} is no instant with an offset")
    return instant.astimezone(UTC)


def local_day(instant: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end, in UTC and half-open, of the calendar day in `zone` that holds `instant`."""
    return span_of_day(instant.astimezone(zone).date(), zone)


def span_of_day(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end, in UTC and half-open, of a calendar day in `zone`."""
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
