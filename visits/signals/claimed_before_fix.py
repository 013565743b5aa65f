"""Claimed for a time before the fix existed.

Receivers take their time from the satellites. A phone whose clock is wrong, but as wrong at the sending,
is corrected by it, and its fix then agrees.
"""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds
from visits.signals.zones import is_zone_mistake


def claimed_before_fix(evidence: Evidence, limits: Thresholds) -> Signal | None:
    if evidence.fix is None:
        return None
    by_phone = (evidence.fix.recorded_at - evidence.recorded_at).total_seconds()
    corrected = (evidence.fix.recorded_at - evidence.checked_in_at).total_seconds()
    if min(by_phone, corrected) <= limits.before_fix_seconds:
        return None
    said = f"The check-in is claimed for {by_phone / 60:.0f} min before its fix was taken."
    if is_zone_mistake(by_phone, limits):
        return Signal(SignalCode.CLAIMED_BEFORE_FIX, Severity.SOFT, 30, said)
    return Signal(SignalCode.CLAIMED_BEFORE_FIX, Severity.HARD, 90, said)
