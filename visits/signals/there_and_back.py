"""A far customer between two that are near each other: too fast for a car there and back, with the visits in it.

One way may be a train's or a plane's; who comes back at once to where the way began took a car, and stopped.
In real traces no way of 2 km and more, there and back, was made at over 25 km/h from check-in to check-in.
"""

from collections.abc import Iterator
from itertools import pairwise

from visits.evidence import Evidence
from visits.history import Sighting
from visits.satellite import is_satellite
from visits.signals.impossible_travel import is_sure, net_travel, seconds_between
from visits.signals.signal import Accusation, RaisedBy, Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds

_HOURS = 6 * 3600.0


def there_and_back(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    found = (signal for far, signal in _excursions(evidence, limits) if far is this)
    return next(found, None)


def excursions_beside_this(evidence: Evidence, limits: Thresholds) -> list[Accusation]:
    """Earlier arrivals that this one shows to have been there and back too fast."""
    this = evidence.history.this
    if this is None:
        return []
    raised_by = RaisedBy(this.received_at.timestamp(), this.id)
    return [
        Accusation(far.id, Signal(told.code, told.severity, told.weight, told.explanation, raised_by=raised_by))
        for far, told in _excursions(evidence, limits)
        if far is not this
    ]


def _excursions(evidence: Evidence, limits: Thresholds) -> Iterator[tuple[Sighting, Signal]]:
    """Of the ways through this check-in and those next to it in time."""
    this = evidence.history.this
    if this is None or not _is_about_there(this, limits):
        return
    near = [
        each for each in evidence.history.own_within(_HOURS) if not each.suspected and _is_about_there(each, limits)
    ]
    in_order = sorted((*near, this), key=lambda each: (each.fix_at, each.id))
    here = in_order.index(this)
    around = in_order[max(0, here - 2) : here + 3]
    for (before, far), (_, after) in pairwise(pairwise(around)):
        if (signal := _too_fast(before, far, after, limits)) is not None:
            yield far, signal


def _is_about_there(sighting: Sighting, limits: Thresholds) -> bool:
    """A vague fix counts as well, where it agrees with the customer's pin: wrong ones lie elsewhere."""
    if is_sure(sighting, limits):
        return True
    fix, distance = sighting.fix, sighting.distance_meters
    if fix is None or distance is None:
        return False
    return distance <= 2 * fix.accuracy_meters <= 2 * limits.travel_vague_meters


def _too_fast(before: Sighting, far: Sighting, after: Sighting, limits: Thresholds) -> Signal | None:
    fixes = [each.fix for each in (before, far, after) if each.fix is not None]
    if not is_sure(far, limits) or not any(map(is_satellite, fixes)):
        return None
    if any((fix.speed_meters_per_second or 0.0) >= limits.vehicle_meters_per_second for fix in fixes):
        return None
    (out, _), (back, _) = net_travel(before, far, limits), net_travel(far, after, limits)
    leg, first, last = min(out, back), fixes[0].position, fixes[-1].position
    if leg < limits.back_least_kilometers or meters_between(first, last) / 1000 > limits.back_share * leg:
        return None
    seconds = seconds_between(before, far, limits) + seconds_between(far, after, limits)
    hours = (seconds + limits.travel_slack_seconds) / 3600
    kmh = (out + back) / hours
    if kmh <= _limit(leg, limits):
        return None
    said = (
        f"Between two fixes near each other, {hours * 60:.0f} min apart, lies this one, at least {leg:.1f} km away: "
        f"{kmh:.0f} km/h there and back, with the visit in it, beyond what the accuracies allow."
    )
    return Signal(SignalCode.IMPOSSIBLE_TRAVEL, Severity.HARD, 70, said)


def _limit(leg: float, limits: Thresholds) -> float:
    """km/h, less on the roads of a town; far journeys may be a plane's."""
    if leg <= limits.back_near_kilometers:
        return limits.back_near_kmh
    if leg <= limits.back_town_kilometers:
        return limits.back_town_kmh
    return limits.back_country_kmh if leg <= limits.back_country_kilometers else limits.air_kmh
