"""The rep left as soon as the rep had come."""

from datetime import datetime

from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import THRESHOLDS, Thresholds


def too_short(*, checked_in_at: datetime, checked_out_at: datetime, limits: Thresholds = THRESHOLDS) -> Signal | None:
    """Known at the check-out only."""
    seconds = (checked_out_at - checked_in_at).total_seconds()
    if seconds >= limits.short_seconds:
        return None
    said = f"The visit lasted {seconds:.0f} s; under {limits.short_seconds:.0f} s nobody is met."
    return Signal(SignalCode.TOO_SHORT, Severity.INFO, 0, said)
