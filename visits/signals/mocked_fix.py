"""The operating system itself says that an app made the position up."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def mocked_fix(evidence: Evidence, _: Thresholds) -> Signal | None:
    in_burst = sum(fix.mocked for fix in evidence.phone.burst)
    if evidence.fix is not None and evidence.fix.mocked:
        said = "The operating system marked the fix as supplied by an app."
    elif in_burst:
        said = f"The operating system marked {in_burst} fixes of the burst of {len(evidence.phone.burst)} as an app's."
    else:
        return None
    return Signal(SignalCode.MOCKED_FIX, Severity.HARD, 100, said)
