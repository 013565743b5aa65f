"""What the judge looks at."""

from dataclasses import dataclass
from datetime import datetime

from geo import Fix


@dataclass(frozen=True, slots=True)
class Evidence:
    """A check-in as it was claimed, beside what the account and the policy ask for."""

    fix: Fix | None
    recorded_at: datetime
    "Device clock at the act."
    in_work_hours: bool
    distance_meters: float | None
    "From the fix to the account's position."
    on_site_probability: float | None
    geofence_meters: int
    max_accuracy_meters: int
    max_fix_age_seconds: int

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
