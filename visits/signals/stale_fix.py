"""The fix was old already: it tells where the phone was, not where it is."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def stale_fix(evidence: Evidence, _: Thresholds) -> Signal | None:
    if not evidence.is_stale:
        return None
    age, allowed = round(evidence.fix_age_seconds), evidence.max_fix_age_seconds
    return Signal(
        SignalCode.STALE_FIX, Severity.INFO, 0, f"The fix was {age} s old at check-in; {allowed} s are allowed."
    )
