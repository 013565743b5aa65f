"""A satellite fix that had been there before: no two are alike to the last decimal, unless one is a copy.

Of 4,600 real fixes with an altitude none came again after three minutes. The copy is the later one; the
fix that was copied was honest. A fix of one and the same instant that is sent again was cached, and
what repeats network fixes repeats them by the hundred: neither says anything.
"""

from geo import FixProvider
from visits.evidence import Evidence
from visits.history import Sighting
from visits.satellite import is_satellite
from visits.signals.digits import are_measured_alike, measured_digits
from visits.signals.signal import Accusation, RaisedBy, Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds

_OFF_SITE_BELOW = 0.05


def repeated_fix(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None:
        return None
    found = [signal for earlier in _originals(evidence) if (signal := _copied(this, earlier, limits)) is not None]
    return max(found, key=lambda signal: signal.weight, default=None)


def repeats_of_this(evidence: Evidence, limits: Thresholds) -> list[Accusation]:
    """Later fixes that arrived before this one, of which they are copies."""
    this = evidence.history.this
    if this is None:
        return []
    raised_by = RaisedBy(this.received_at.timestamp(), this.id)
    return [
        Accusation(later.id, Signal(found.code, found.severity, found.weight, found.explanation, raised_by=raised_by))
        for later in evidence.history.own
        if later.fix_at > this.fix_at
        and not later.suspected
        and (found := _copied(later, this, limits)) is not None
        and found.severity is Severity.HARD
    ]


def _originals(evidence: Evidence) -> list[Sighting]:
    this = evidence.history.this
    assert this is not None
    known = {each.id: each for each in (*evidence.history.own, *evidence.history.at_account)}
    return [each for each in known.values() if each.fix_at < this.fix_at]


def _copied(later: Sighting, earlier: Sighting, limits: Thresholds) -> Signal | None:
    a, b = later.fix, earlier.fix
    if a is None or b is None or later.fix_at - earlier.fix_at < limits.repeat_seconds:
        return None
    if not (is_satellite(a) and is_satellite(b)) or a.recorded_at == b.recorded_at:
        return None
    hours = (later.fix_at - earlier.fix_at) / 3600
    if a.raw == b.raw and a.accuracy_meters <= limits.repeat_accuracy_meters:
        if a.provider is not FixProvider.GPS and not are_measured_alike(a, b):
            return None
        severity, weight = (Severity.SOFT, 20) if _is_off_site(later) else (Severity.HARD, 80)
        said = f"The satellite fix is, to the last decimal, one that had been taken {hours:.1f} hours before."
        return Signal(SignalCode.REPEATED_FIX, severity, weight, said)
    apart = meters_between(a.position, b.position)
    if apart > limits.alike_meters or not are_measured_alike(a, b) or measured_digits(a) < limits.alike_digits:
        return None
    said = (
        f"The fix lies {apart:.1f} m from one taken {hours:.1f} hours before, and its altitude, accuracy, speed and "
        f"bearing are the same in all {measured_digits(a)} digits after the point."
    )
    return Signal(SignalCode.REPEATED_FIX, Severity.HARD, 70, said)


def _is_off_site(sighting: Sighting) -> bool:
    """Such a copy gains nothing: rather a cache that gave an old fix a new time."""
    return sighting.on_site_probability is not None and sighting.on_site_probability < _OFF_SITE_BELOW
