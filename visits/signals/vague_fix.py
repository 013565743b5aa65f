"""The fix is too coarse to prove anything."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def vague_fix(evidence: Evidence, _: Thresholds) -> Signal | None:
    if evidence.fix is None or not evidence.is_vague:
        return None
    accuracy, allowed = evidence.fix.accuracy_meters, evidence.max_accuracy_meters
    return Signal(
        SignalCode.VAGUE_FIX,
        Severity.INFO,
        0,
        f"The fix is accurate to {accuracy:.0f} m; vaguer than {allowed} m proves nothing.",
    )
