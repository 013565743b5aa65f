"""The same altitude and accuracy at customers far apart: land rises and falls, and receivers err; constants don't."""

from collections.abc import Sequence

from geo import FixProvider
from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.digits import digits_after_point
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds

_DAY = 86_400.0
_FEWEST = 3


def same_altitude(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or _figures(this, limits) is None:
        return None
    measured = [each for each in evidence.history.own_within(limits.altitude_days * _DAY) if _figures(each, limits)]
    alike = [each for each in measured if _figures(each, limits) == _figures(this, limits)]
    places = _places_apart([this, *alike], limits)
    needed = _needed(this, [each for each in measured if each not in alike], limits)
    if places < needed - 1 or places < _FEWEST:
        return None
    assert this.fix is not None
    said = (
        f"At {places} places, each {limits.altitude_apart_meters:.0f} m or more from the next, the altitude was "
        f"{this.fix.altitude_meters:g} m and the accuracy {this.fix.accuracy_meters:g} m, and the speed the same."
    )
    if places < needed:
        return Signal(SignalCode.SAME_ALTITUDE, Severity.SOFT, 30, said)
    return Signal(SignalCode.SAME_ALTITUDE, Severity.HARD, 60, said, others=tuple(each.id for each in alike))


def _figures(sighting: Sighting, limits: Thresholds) -> tuple[float, float, float | None] | None:
    """Altitude, accuracy and speed, where the fix tells an altitude: some say 0 or -777 for none."""
    fix = sighting.fix
    if fix is None or fix.altitude_meters is None or fix.provider is FixProvider.NETWORK:
        return None
    if fix.altitude_meters < limits.altitude_lowest_meters:
        return None
    if fix.altitude_meters == 0 and fix.provider is not FixProvider.GPS:
        return None
    return fix.altitude_meters, fix.accuracy_meters, fix.speed_meters_per_second


def _places_apart(alike: Sequence[Sighting], limits: Thresholds) -> int:
    """How many of them, at different customers, lie far from each other."""
    chosen: list[Sighting] = []
    for each in alike:
        if each.fix is not None and all(_are_apart(each, other, limits) for other in chosen):
            chosen.append(each)
    return len(chosen)


def _are_apart(a: Sighting, b: Sighting, limits: Thresholds) -> bool:
    assert a.fix is not None
    assert b.fix is not None
    is_far = meters_between(a.fix.position, b.fix.position) >= limits.altitude_apart_meters
    return is_far and a.account_id != b.account_id


def _needed(this: Sighting, others: Sequence[Sighting], limits: Thresholds) -> int:
    """At how many places they must agree: more for a phone whose figures agree by chance, or that isn't known."""
    assert this.fix is not None
    figures = [_figures(each, limits) for each in others]
    if len(set(figures)) < len(figures) or (this.fix.altitude_meters == 0 and not figures):
        return limits.altitude_customers_coarse
    digits = digits_after_point(this.fix.altitude_meters) + digits_after_point(this.fix.accuracy_meters)
    if len(figures) >= limits.altitude_others or digits >= limits.altitude_digits:
        return limits.altitude_customers
    return limits.altitude_customers_unsure
