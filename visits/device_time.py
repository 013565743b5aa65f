"""When it really happened: the device's clock, corrected by what the sending measures.

A phone's clock may be wrong by days, but what it counts between the act and the sending, taken from the instant
of receipt, is when the act was. It counts twice: by the wall clock, which somebody may set in between, and since its
start, which nobody can set. Where a phone tells both, the time since its start decides.
"""

from datetime import datetime, timedelta

from core.errors import DomainError, InvalidInput
from visits.phone_evidence import PhoneEvidence

MOST_WRONG = timedelta(days=366)
"A clock that is further off makes no TLS connection; such a value is a mistake of the app."
JITTER = timedelta(minutes=5)
"By how much a clock may be set back between two acts, or one message may overtake another."


class TooLate(DomainError):
    """The visit happened longer ago than the policy lets visits arrive."""

    def __init__(self, max_late_hours: int) -> None:
        super().__init__(f"The visit arrives too late: it may be sent up to {max_late_hours} hours after it happened.")
        self.max_late_hours = max_late_hours


def check_device_clock(instant: datetime | None, field: str, now: datetime) -> None:
    """Raises InvalidInput for an instant further from `now` than any clock is wrong."""
    if instant is not None and abs(instant - now) > MOST_WRONG:
        raise InvalidInput(field, f"{field} is {instant:%Y-%m-%d}, over a year off: set the device's clock.")


def happened_at(
    *, recorded_at: datetime | None, sent_at: datetime, received_at: datetime, phone: PhoneEvidence | None = None
) -> datetime:
    """The instant of the act, to the millisecond.

    Raises InvalidInput on `sentAt` or `recordedAt`: for a clock that is over a year off, and for an act that comes
    after its sending by a clock that nothing corrects.
    """
    check_device_clock(sent_at, "sentAt", received_at)
    check_device_clock(recorded_at, "recordedAt", received_at)
    elapsed = uptime_between(phone) if phone else None
    if elapsed is None:
        elapsed = sent_at - (recorded_at or sent_at)
        if elapsed < -JITTER:
            message = (
                "recordedAt lies after sentAt: an act comes before its sending. Where the clock was set back in "
                "between, send evidence.uptimeSeconds and sentUptimeSeconds."
            )
            raise InvalidInput("recordedAt", message)
    return to_millisecond(received_at - max(elapsed, timedelta(0)))


def uptime_between(phone: PhoneEvidence) -> timedelta | None:
    """From the check-in to the sending by the phone's uptime; None where it doesn't tell.

    A phone that was started anew in between counts from its new start: mostly less than at the check-in.
    """
    if phone.uptime_seconds is None or phone.sent_uptime_seconds is None:
        return None
    elapsed = timedelta(seconds=phone.sent_uptime_seconds - phone.uptime_seconds)
    return None if elapsed < timedelta(0) else elapsed


def require_after(recorded_at: datetime, checked_in_recorded: datetime) -> None:
    """Raises InvalidInput for a check-out that lies before its check-in, both by the device's clock."""
    if checked_in_recorded - recorded_at > JITTER:
        raise InvalidInput("recordedAt", "recordedAt lies before the check-in: a visit ends after it began.")


def left_at(
    *, recorded_at: datetime, checked_in: datetime, checked_in_recorded: datetime, received_at: datetime
) -> datetime:
    """The instant of a check-out, given the check-in's and both by the device's clock, to the millisecond.

    Between the two the clock is trusted, within JITTER.
    """
    stayed = max(recorded_at - checked_in_recorded, timedelta(0))
    return to_millisecond(max(checked_in, min(checked_in + stayed, received_at)))


def require_in_time(happened: datetime, *, received_at: datetime, max_late_hours: int) -> None:
    """Raises TooLate."""
    if received_at - happened > timedelta(hours=max_late_hours):
        raise TooLate(max_late_hours)


def to_millisecond(instant: datetime) -> datetime:
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
