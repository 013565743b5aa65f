"""What a plan must know of an account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts import Stage
from accounts.opening_hours import OpeningHours
from geo import Position


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    account_id: UUID
    name: str
    position: Position
    value: int
    "0 to 100."
    visit_minutes: int
    opening_hours: tuple[OpeningHours, ...] | None
    "None: unknown."
    stage: Stage
    is_own: bool
    "Else it lies in the public pool."
    claimed_at: datetime | None
    last_visit_at: datetime | None
    release_at: datetime | None
    "When the automatic release takes it back; None where it never does."
    must: bool
