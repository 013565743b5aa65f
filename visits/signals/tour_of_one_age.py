"""A tour whose fixes are all older than their check-ins by one and the same time: the claims' clock was set.

A clock that is wrong all the time is wrong at the sending too, and by as much. Cached fixes are of the stop before, or
of any age: they agree by chance at some stops, but not at all of a day's, each at its own customer.
"""

from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds
from visits.signals.zones import is_zone_mistake

_OFF_SITE_BELOW = 0.05


def tour_of_one_age(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or this.fix is None or _age(this) <= limits.tour_age_seconds:
        return None
    offset = (this.received_at - this.sent_at).total_seconds()
    if abs(offset + _age(this)) <= limits.before_fix_seconds:
        return None
    stops = [each for each in (*evidence.history.own_within(limits.company_seconds), this) if each.fix is not None]
    of_age = [each for each in stops if abs(_age(each) - _age(this)) <= limits.constant_age_seconds]
    alike = {each.fix.recorded_at: each for each in of_age if each.fix is not None and _is_there(each)}
    needed = 2 if _age(this) > limits.tour_far_age_seconds else limits.constant_age_visits
    if not _is_there(this) or len(alike) < needed or len(of_age) < limits.tour_share * len(stops):
        return None
    said = f"{len(alike)} different fixes are older than their check-ins by the same {_age(this) / 60:.0f} min."
    others = tuple(each.id for each in alike.values() if each is not this)
    if is_zone_mistake(_age(this), limits):
        return Signal(SignalCode.CLOCK_CHANGED, Severity.SOFT, 30, said)
    return Signal(SignalCode.CLOCK_CHANGED, Severity.HARD, 80, said, others=others)


def _age(sighting: Sighting) -> float:
    return sighting.at - sighting.fix_at


def _is_there(sighting: Sighting) -> bool:
    """At the customer, as far as its fix tells."""
    fix, distance = sighting.fix, sighting.distance_meters
    if fix is None or distance is None:
        return False
    return (sighting.on_site_probability or 0.0) >= _OFF_SITE_BELOW or distance <= 2 * fix.accuracy_meters
