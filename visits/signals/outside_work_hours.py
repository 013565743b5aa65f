"""The visit was outside the member's work hours, in which alone positions are taken."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def outside_work_hours(evidence: Evidence, _: Thresholds) -> Signal | None:
    if evidence.in_work_hours:
        return None
    return Signal(
        SignalCode.OUTSIDE_WORK_HOURS,
        Severity.INFO,
        0,
        "The visit was outside the member's work hours, so no position was stored.",
    )
