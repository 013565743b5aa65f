"""A stored check-in as the judge of another one sees it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from geo import Fix, Position
from visits.phone_evidence import PhoneEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one check-in claims; `id` is the visit's, `pin` the account's position then."""

    id: UUID
    member_id: UUID
    account_id: UUID
    pin: Position
    pin_by: UUID | None = None
    "The member who placed the pin there."
    checked_in_at: datetime
    recorded_at: datetime
    "Device clock at the act."
    sent_at: datetime
    "Device clock at the sending."
    received_at: datetime
    fix: Fix | None
    phone: PhoneEvidence
    distance_meters: float | None
    on_site_probability: float | None
    suspected: bool = False
    "Whether its own verdict, as far as it was known, was one of suspicion."
    codes: tuple[str, ...] = ()
    "Of the signals in it."
    at: float = field(init=False)
    "`checked_in_at` in seconds since 1970."
    fix_at: float = field(init=False)
    "When the fix was taken, by the clock corrected like `checked_in_at`; that instant itself without a fix."

    def __post_init__(self) -> None:
        at = self.checked_in_at.timestamp()
        age = 0.0 if self.fix is None else (self.recorded_at - self.fix.recorded_at).total_seconds()
        object.__setattr__(self, "at", at)
        object.__setattr__(self, "fix_at", at - age)

    @property
    def claimed_boot_at(self) -> float | None:
        """When the phone started, by what was claimed of the check-in."""
        return None if self.phone.uptime_seconds is None else self.claimed_at - self.phone.uptime_seconds

    @property
    def sending_boot_at(self) -> float | None:
        """When the phone that sent this had started, by the server's own clock: nobody can set either of the two."""
        sent = self.phone.sent_uptime_seconds
        return None if sent is None else self.received_at.timestamp() - sent

    @property
    def claimed_at(self) -> float:
        """The instant of the act by wall clocks alone: the receipt, less what the device's clock counted since."""
        return self.received_at.timestamp() - max(0.0, (self.sent_at - self.recorded_at).total_seconds())

    def accused(self, code: str) -> "Sighting":
        codes = self.codes if code in self.codes else (*self.codes, code)
        return replace(self, suspected=True, codes=codes)

    def judged(self, *, suspected: bool, codes: Sequence[str]) -> "Sighting":
        return replace(self, suspected=suspected, codes=tuple(codes))
