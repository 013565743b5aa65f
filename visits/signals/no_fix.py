"""The phone got no fix."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def no_fix(evidence: Evidence, _: Thresholds) -> Signal | None:
    if evidence.fix is not None or not evidence.in_work_hours:
        return None
    return Signal(SignalCode.NO_FIX, Severity.INFO, 0, "The phone sent no fix, so presence can't be judged.")
