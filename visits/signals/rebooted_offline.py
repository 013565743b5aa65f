"""The phone was started anew between the act and its sending, so that no uptime spans the two."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def rebooted_offline(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this, sent = evidence.history.this, evidence.phone.sent_uptime_seconds
    if this is None or sent is None or not evidence.offline:
        return None
    waited = (evidence.received_at.timestamp() - this.claimed_at) - sent
    if waited <= limits.clock_seconds:
        return None
    said = f"The visit was sent late, and the phone was started {waited / 60:.0f} min after it."
    return Signal(SignalCode.REBOOTED_OFFLINE, Severity.SOFT, 15, said)
