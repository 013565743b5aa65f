"""On the very pin, in fewer decimals than the phone gives else: copied from a map, not measured.

A measured coordinate of seven decimals ends in a zero once in ten times, so that both of one fix do once in a hundred.
"""

from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.digits import decimals_of
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds
from visits.signals.usual_decimals import is_coarser_than_usual

_DAY = 86_400.0


def typed_on_pin(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or this.fix is None or not _is_typed(this, limits):
        return None
    if not is_coarser_than_usual(this, (each for each in evidence.history.own if not _is_typed(each, limits)), limits):
        return None
    typed = [each for each in evidence.history.own_within(limits.on_pin_days * _DAY) if _is_typed(each, limits)]
    others = [each for each in typed if each.account_id != this.account_id]
    decimals = decimals_of(this.fix)
    if decimals > limits.typed_surely_decimals and not others:
        return None
    said = (
        f"The fix lies within {limits.on_pin_meters:g} m of the very pin, here {this.distance_meters:.3f} m, and has "
        f"{decimals} decimals, where this phone gives {limits.measured_decimals} and more."
    )
    return Signal(
        SignalCode.EXACTLY_ON_PIN,
        Severity.HARD,
        70,
        said,
        others=tuple(each.id for each in typed if not each.suspected),
    )


def _is_typed(sighting: Sighting, limits: Thresholds) -> bool:
    distance, fix = sighting.distance_meters, sighting.fix
    if distance is None or fix is None or distance > limits.on_pin_meters:
        return False
    return decimals_of(fix) <= limits.typed_decimals
