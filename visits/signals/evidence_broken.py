"""Bad signature, unknown key, or a gap or branch in the chain."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def evidence_broken(evidence: Evidence, _: Thresholds) -> Signal | None:
    check = evidence.signature_check
    if check is None or check.fault is None:
        return None
    return Signal(SignalCode.EVIDENCE_BROKEN, Severity.HARD, 100, check.fault)
