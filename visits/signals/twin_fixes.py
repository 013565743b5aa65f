"""Two members with the very same satellite fix within minutes; colleagues in one car get near ones, never the same."""

from geo import FixProvider
from visits.evidence import Evidence
from visits.history import Sighting
from visits.satellite import is_satellite
from visits.signals.digits import are_measured_alike, measured_digits
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds


def twin_fixes(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None:
        return None
    twins = [other for other in evidence.history.others if _are_twins(this, other, limits)]
    if not twins:
        return None
    seconds = min(abs(twin.fix_at - this.fix_at) for twin in twins)
    said = f"Another member sent the very same satellite fix, {seconds:.0f} s apart."
    return Signal(SignalCode.TWIN_FIXES, Severity.HARD, 80, said, others=tuple(twin.id for twin in twins))


def _are_twins(a: Sighting, b: Sighting, limits: Thresholds) -> bool:
    if a.fix is None or b.fix is None or not (is_satellite(a.fix) and is_satellite(b.fix)):
        return False
    if abs(a.fix_at - b.fix_at) > limits.twin_seconds:
        return False
    if a.fix.raw == b.fix.raw:
        is_named = FixProvider.GPS in (a.fix.provider, b.fix.provider)
        return is_named or are_measured_alike(a.fix, b.fix)
    is_near = meters_between(a.fix.position, b.fix.position) <= limits.alike_meters
    return is_near and are_measured_alike(a.fix, b.fix) and measured_digits(a.fix) >= limits.alike_digits
