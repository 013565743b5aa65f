"""A fix that had been sent before, under its own time, though the phone knew later ones by then.

A cache gives the latest fix that it holds, for two visits one after the other as well; it never goes back.
"""

from visits.evidence import Evidence
from visits.history import Sighting
from visits.satellite import is_satellite
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds

_OFF_SITE_BELOW = 0.05


def old_fix_again(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or this.fix is None or (this.on_site_probability or 0.0) < _OFF_SITE_BELOW:
        return None
    sent_before = [each for each in evidence.history.own if _is_sent_again(this, each, limits)]
    if not sent_before or not any(_is_known_since(each, this, limits) for each in evidence.history.own):
        return None
    hours = (this.at - min(each.at for each in sent_before)) / 3600
    said = f"The fix had been sent before, {hours:.1f} hours ago, and the phone had taken later ones since."
    return Signal(SignalCode.REPEATED_FIX, Severity.HARD, 70, said)


def _is_sent_again(this: Sighting, other: Sighting, limits: Thresholds) -> bool:
    a, b = this.fix, other.fix
    if a is None or b is None or this.at - other.at < limits.repeat_seconds:
        return False
    return (a.recorded_at, a.raw, a.accuracy_meters) == (b.recorded_at, b.raw, b.accuracy_meters)


def _is_known_since(later: Sighting, this: Sighting, limits: Thresholds) -> bool:
    """Taken by the same phone and the same means, long after this one's fix, and before this check-in."""
    assert this.fix is not None
    if later.fix is None or later.phone.device != this.phone.device or later.at >= this.at:
        return False
    seconds = (later.fix.recorded_at - this.fix.recorded_at).total_seconds()
    return seconds > limits.cache_seconds and is_satellite(later.fix) is is_satellite(this.fix)
