"""Customers far apart 'visited' from one spot."""

from visits.evidence import Evidence
from visits.history import Sighting
from visits.satellite import is_satellite
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds

_OFF_SITE_BELOW = 0.05


def stationary_tour(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or not _is_fresh(this, evidence, limits):
        return None
    stops = _stops(this, evidence, limits)
    # A pin that nobody has proved may be wrong: one more customer then.
    needed = limits.stationary_customers + any(map(_is_off_site, stops))
    if len(stops) < needed:
        return None
    apart = min(meters_between(a.pin, b.pin) for a in stops for b in stops if a.id < b.id)
    said = (
        f"{len(stops)} customers, whose pins lie {apart:.0f} m or more apart, were visited within "
        f"{limits.stationary_seconds / 3600:.0f} hours from one spot of {limits.stationary_meters:.0f} m."
    )
    others = tuple(each.id for each in stops if each.id != this.id)
    return Signal(SignalCode.STATIONARY_TOUR, Severity.HARD, 70, said, others=others)


def _stops(this: Sighting, evidence: Evidence, limits: Thresholds) -> list[Sighting]:
    """This check-in and others from its spot, one a customer, each pin far from the pins of the rest."""
    stops = [this]
    for other in evidence.history.own_within(limits.stationary_seconds):
        if not _is_fresh(other, evidence, limits) or this.fix is None or other.fix is None:
            continue
        if meters_between(this.fix.position, other.fix.position) > limits.stationary_meters:
            continue
        if any(meters_between(other.pin, stop.pin) < limits.stationary_pins_meters for stop in stops):
            continue
        # One fix that was kept, or that the network repeats, tells of one moment only.
        if all(stop.fix is not None and _is_another(stop, other) for stop in stops):
            stops.append(other)
    return stops


def _is_another(a: Sighting, b: Sighting) -> bool:
    assert a.fix is not None
    assert b.fix is not None
    if a.fix.recorded_at == b.fix.recorded_at:
        return False
    return a.fix.raw != b.fix.raw or is_satellite(a.fix)


def _is_fresh(sighting: Sighting, evidence: Evidence, limits: Thresholds) -> bool:
    fix = sighting.fix
    if fix is None or fix.accuracy_meters > limits.stationary_accuracy_meters:
        return False
    return abs(sighting.at - sighting.fix_at) <= evidence.max_fix_age_seconds


def _is_off_site(sighting: Sighting) -> bool:
    return (sighting.on_site_probability or 0.0) < _OFF_SITE_BELOW
