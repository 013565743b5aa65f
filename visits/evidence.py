"""What the judge looks at."""

from dataclasses import dataclass
from datetime import datetime

from geo import Fix
from visits.chain.signature_check import SignatureCheck
from visits.history import NO_HISTORY, History
from visits.phone_evidence import PhoneEvidence


@dataclass(frozen=True, slots=True)
class Evidence:
    """A check-in as it was claimed, beside what the account and the policy ask for."""

    fix: Fix | None
    phone: PhoneEvidence
    "What may be kept of it: outside work hours without positions."
    recorded_at: datetime
    "Device clock at the act."
    sent_at: datetime
    "Device clock at the sending."
    checked_in_at: datetime
    "When the act was, by the clock corrected; see visits/device_time.py."
    received_at: datetime
    offline: bool
    in_work_hours: bool
    distance_meters: float | None
    "From the fix to the account's position."
    on_site_probability: float | None
    geofence_meters: int
    max_accuracy_meters: int
    max_fix_age_seconds: int
    signature_check: SignatureCheck | None
    "None: unsigned."
    history: History = NO_HISTORY
    "What is known around it."

    @property
    def fix_age_seconds(self) -> float:
        """By the device's own clock; 0 without a fix, negative where the fix came after the act."""
        return 0.0 if self.fix is None else (self.recorded_at - self.fix.recorded_at).total_seconds()

    @property
    def is_stale(self) -> bool:
        return self.fix_age_seconds > self.max_fix_age_seconds

    @property
    def is_vague(self) -> bool:
        return self.fix is not None and self.fix.accuracy_meters > self.max_accuracy_meters
