"""The end of a visit, as the rep's phone tells it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts import Stage
from core import text
from core.errors import DomainError
from geo import Fix
from people import MemberView
from visits import receipts
from visits.check_in_facts import is_at_work
from visits.device_time import check_device_clock
from visits.kinds import VisitOutcome


@dataclass(frozen=True, slots=True)
class CheckOut:
    """What a phone says of a check-out; instants are its own clock's."""

    visit_id: UUID
    recorded_at: datetime | None
    fix: Fix | None
    sent_at: datetime
    outcome: VisitOutcome
    note: str | None
    stage: Stage | None

    @property
    def input_hash(self) -> bytes:
        return receipts.hash_of(self.recorded_at, self.fix, self.outcome, self.note, self.stage)


@dataclass(frozen=True, slots=True)
class Departure:
    """A check-out that may be stored."""

    at: datetime
    outcome: VisitOutcome
    note: str | None
    fix: Fix | None
    "What may be kept of it: outside work hours nothing."
    stage: Stage | None
    input_hash: bytes


class VisitNotOpen(DomainError):
    """The visit is over: checked out, refused, or closed at the end of the day."""

    def __init__(self) -> None:
        super().__init__("This visit is no longer open.")


def checked_note(claim: CheckOut, now: datetime) -> str | None:
    """The note as it is stored. Raises InvalidInput on `note` and `fix.recordedAt`."""
    if claim.fix is not None:
        check_device_clock(claim.fix.recorded_at, "fix.recordedAt", now)
    return None if claim.note is None else text.note(claim.note, "note")


def departure_of(member: MemberView, claim: CheckOut, *, note: str | None, at: datetime) -> Departure:
    """Of the member, who left `at`."""
    return Departure(
        at=at,
        outcome=claim.outcome,
        note=note,
        fix=claim.fix if is_at_work(member, at) else None,
        stage=claim.stage,
        input_hash=claim.input_hash,
    )
