"""One member on two devices, too far apart for the time between: nobody drives so in town and country."""

from visits.evidence import Evidence
from visits.signals.impossible_travel import net_travel
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds

_HOURS = 3 * 3600.0


def devices_apart(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or this.fix is None or this.phone.device is None:
        return None
    if this.fix.accuracy_meters > limits.travel_accuracy_meters:
        return None
    for other in evidence.history.own_within(_HOURS):
        if other.suspected or other.fix is None or other.phone.device in (None, this.phone.device):
            continue
        if other.fix.accuracy_meters > limits.travel_accuracy_meters:
            continue
        kilometers, kmh = net_travel(this, other, limits)
        if kilometers <= limits.apart_kilometers and kmh > limits.apart_kmh:
            minutes = abs(this.fix_at - other.fix_at) / 60
            said = (
                f"Two devices of one member were {kilometers:.1f} km apart within {minutes:.0f} min, beyond what their "
                f"accuracies allow: {kmh:.0f} km/h."
            )
            return Signal(SignalCode.DEVICES_APART, Severity.HARD, 80, said, others=(other.id,))
    return None
