"""When it really happened: the device's clock, corrected by the offset that the sending measures.

A phone's clock may be wrong, but between the act and the sending it runs right: what it counts
between `recordedAt` and `sentAt`, taken from the instant of receipt, is when the act was.
"""

from datetime import datetime, timedelta

from core.errors import DomainError, InvalidInput

MOST_WRONG = timedelta(days=366)
"A clock that is further off makes no TLS connection; such a value is a mistake of the app."
JITTER = timedelta(minutes=5)
"By how much a clock may be set back between the act and the sending."


class TooLate(DomainError):
    """The visit happened longer ago than the policy lets visits arrive."""

    def __init__(self, max_late_hours: int) -> None:
        super().__init__(f"The visit arrives too late: it may be sent up to {max_late_hours} hours after it happened.")
        self.max_late_hours = max_late_hours


def check_device_clock(instant: datetime | None, field: str, now: datetime) -> None:
    """Raises InvalidInput for an instant further from `now` than any clock is wrong."""
    if instant is not None and abs(instant - now) > MOST_WRONG:
        raise InvalidInput(field, f"{field} is {instant:%Y-%m-%d}, over a year off: set the device's clock.")


def happened_at(*, recorded_at: datetime | None, sent_at: datetime, received_at: datetime) -> datetime:
    """The instant of the act, to the millisecond. Raises InvalidInput where it would lie after its sending."""
    check_device_clock(sent_at, "sentAt", received_at)
    check_device_clock(recorded_at, "recordedAt", received_at)
    elapsed = sent_at - (recorded_at or sent_at)
    if elapsed < -JITTER:
        raise InvalidInput("recordedAt", "recordedAt lies after sentAt: an act comes before its sending.")
    instant = received_at - max(elapsed, timedelta(0))
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def require_in_time(happened: datetime, *, received_at: datetime, max_late_hours: int) -> None:
    """Raises TooLate."""
    if received_at - happened > timedelta(hours=max_late_hours):
        raise TooLate(max_late_hours)
