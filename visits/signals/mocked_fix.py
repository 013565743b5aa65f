"""The operating system itself says that an app made the position up."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode


def mocked_fix(evidence: Evidence) -> Signal | None:
    if evidence.fix is None or not evidence.fix.mocked:
        return None
    return Signal(
        SignalCode.MOCKED_FIX, Severity.HARD, 100, "The operating system marked the fix as supplied by an app."
    )
