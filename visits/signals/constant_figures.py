"""A tour on which every fix tells one altitude, accuracy and speed: an app's constants.

Of single pairs in 4,600 real satellite fixes, 5 of half a million agreed in all three; a row of three is none of them.
Phones whose figures are coarse, and agree by chance elsewhere, need a longer row.
"""

from collections.abc import Sequence

from geo import Fix, FixProvider
from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.digits import digits_after_point
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds

_DAY = 86_400.0
_FINEST_NETWORK_METERS = 10.0
Figures = tuple[float, float, float | None]


def constant_figures(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or this.fix is None or (figures := _figures(this.fix, limits)) is None:
        return None
    row = _row(this, figures, evidence, limits)
    if len(row) < _needed(this.fix, figures, evidence, limits):
        return None
    said = (
        f"At {len(row)} customers in a row the altitude was {figures[0]:g} m, the accuracy {figures[1]:g} m, "
        f"and the speed the same."
    )
    others = tuple(each.id for each in row if each is not this)
    return Signal(SignalCode.SAME_ALTITUDE, Severity.HARD, 60, said, others=others)


def _figures(fix: Fix, limits: Thresholds) -> Figures | None:
    """Altitude, accuracy and speed, as far as a receiver measured them: networks tell no altitude, or 0."""
    altitude, accuracy, speed = fix.altitude_meters, fix.accuracy_meters, fix.speed_meters_per_second
    if altitude is None or altitude < limits.altitude_lowest_meters or accuracy > limits.row_accuracy_meters:
        return None
    if fix.provider is FixProvider.NETWORK:
        return None
    is_measured = fix.provider is FixProvider.GPS or bool(altitude) or bool(speed)
    return (altitude, accuracy, speed) if is_measured or accuracy <= _FINEST_NETWORK_METERS else None


def _row(this: Sighting, figures: Figures, evidence: Evidence, limits: Thresholds) -> list[Sighting]:
    """This and the check-ins right before it, one a customer, each from another spot."""
    row = [this]
    for each in reversed(evidence.history.own_within(limits.row_seconds)):
        if each.fix is None or each.at >= this.at:
            continue
        if _figures(each.fix, limits) != figures:
            break
        if all(_is_elsewhere(each, known, limits) for known in row):
            row.append(each)
    return row


def _is_elsewhere(a: Sighting, b: Sighting, limits: Thresholds) -> bool:
    assert a.fix is not None
    assert b.fix is not None
    is_apart = meters_between(a.fix.position, b.fix.position) >= limits.row_apart_meters
    return is_apart and a.account_id != b.account_id


def _needed(fix: Fix, figures: Figures, evidence: Evidence, limits: Thresholds) -> int:
    known = [each.fix for each in evidence.history.own_within(limits.altitude_days * _DAY) if each.fix is not None]
    others = [found for each in known if (found := _figures(each, limits)) not in (None, figures)]
    if _repeats(others) > limits.row_repeats:
        return limits.row_customers_coarse
    digits = digits_after_point(fix.altitude_meters) + digits_after_point(fix.accuracy_meters)
    if figures[2] or len(others) >= limits.altitude_others or digits >= limits.altitude_digits:
        return limits.row_customers
    return limits.row_customers_unsure


def _repeats(figures: Sequence[object]) -> float:
    """The share of them that had been there before."""
    return 1 - len(set(figures)) / len(figures) if figures else 0.0
