"""Typed, not measured: fixes that are the pin itself, rounded at some decimal, at several customers.

Coordinates cut at five decimals lie up to 0.8 m off. A measured fix of 5 m accuracy on a pin that is set
to the centimetre falls as near three times in a hundred, and pins aren't set so well. A pin that the rep
put there may be a fix of the rep's own, kept by the phone or repeated by the network, and then says nothing.
"""

from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds

_DAY = 86_400.0


def exactly_on_pin(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or not _is_on_pin(this, limits.on_pin_meters):
        return None
    earlier = evidence.history.own_within(limits.on_pin_days * _DAY)
    on_pin = [each for each in (*earlier, this) if _is_on_pin(each, limits.on_pin_meters)]
    customers = len({each.account_id for each in on_pin})
    if customers < limits.on_pin_customers:
        return None
    return Signal(
        SignalCode.EXACTLY_ON_PIN,
        Severity.HARD,
        80,
        f"At {customers} customers within {limits.on_pin_days:.0f} days the fix lay within "
        f"{limits.on_pin_meters:g} m of the very pin, here {this.distance_meters:.3f} m.",
        others=tuple(each.id for each in on_pin if each.id != this.id),
    )


def _is_on_pin(sighting: Sighting, meters: float) -> bool:
    distance = sighting.distance_meters
    return distance is not None and distance <= meters and sighting.pin_by != sighting.member_id
