"""The platform's attestation failed: a rooted phone, or an honest one with another system on it."""

from visits.evidence import Evidence
from visits.phone_evidence import DeviceIntegrity
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def integrity_failed(evidence: Evidence, limits: Thresholds) -> Signal | None:
    if evidence.phone.integrity is not DeviceIntegrity.FAILED:
        return None
    said = "The platform's attestation of the device failed."
    return Signal(SignalCode.INTEGRITY_FAILED, Severity.SOFT, limits.integrity_weight, said)
