"""Another device than the member's usual one; phones do get changed."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds

_USUAL = 3


def device_changed(evidence: Evidence, _: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or this.phone.device is None:
        return None
    devices = [each.phone.device for each in evidence.history.own if each.at < this.at and each.phone.device]
    if len(devices) < _USUAL or this.phone.device in devices:
        return None
    said = f"None of the {len(devices)} check-ins before, in three days and more, came from this device."
    return Signal(SignalCode.DEVICE_CHANGED, Severity.SOFT, 5, said)
