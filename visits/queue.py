"""A phone's offline queue: what it holds, and which of its entries are one visit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.errors import DomainError, InvalidInput
from visits.arrival import Arrival, CheckIn, arrive
from visits.departure import CheckOut, VisitNotOpen, checked_note
from visits.device_time import check_device_clock, left_at, require_after

MOST_VISITS = 200


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """As it was sent; `check_in` may be what is wrong with the entry."""

    visit_id: UUID
    check_in: CheckIn | InvalidInput
    check_out: CheckOut | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one entry: the id of its visit, its refusal, or None for a duplicate of an earlier entry."""

    visit_id: UUID
    replayed: bool
    result: UUID | DomainError | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that can be read. `index`: its place in the queue."""

    index: int
    claim: CheckIn
    arrival: Arrival | None
    "None for a visit that is known: when it was is fixed, whatever the phone's clock says by now."
    received_at: datetime
    check_out: CheckOut | None
    note: str | None
    "The check-out's, as it is stored."
    input_hash: bytes
    "Of the check-in."
    check_out_hash: bytes | None

    @property
    def visit_id(self) -> UUID:
        return self.claim.visit_id

    @property
    def account_id(self) -> UUID:
        return self.claim.account_id

    @property
    def new_arrival(self) -> Arrival:
        assert self.arrival is not None, "only new visits arrive"
        return self.arrival

    @property
    def leaving(self) -> CheckOut:
        assert self.check_out is not None, "only who left is asked how"
        return self.check_out

    def equals(self, other: "Candidate") -> bool:
        return self.input_hash == other.input_hash and self.check_out_hash == other.check_out_hash

    def repeats(self, other: "Candidate") -> bool:
        """Whether it says nothing that `other`, which came earlier, doesn't say."""
        return self.equals(other) or (self.input_hash == other.input_hash and self.check_out_hash is None)


def candidate(index: int, entry: QueueEntry, *, is_known: bool, now: datetime) -> Candidate:
    """Raises InvalidInput, with a path within the entry."""
    if isinstance(entry.check_in, InvalidInput):
        raise entry.check_in
    claim, leaving = entry.check_in, entry.check_out
    return Candidate(
        index=index,
        claim=claim,
        arrival=None if is_known else arrive(claim, queued=True, now=now),
        received_at=now,
        check_out=leaving,
        note=None if leaving is None else _checked_note(leaving, claim, now),
        input_hash=claim.input_hash,
        check_out_hash=None if leaving is None else leaving.input_hash,
    )


def by_visit(candidates: Iterable[Candidate]) -> Mapping[UUID, Sequence[Candidate]]:
    """Those under each visitId, in the queue's order."""
    groups: dict[UUID, list[Candidate]] = {}
    for each in candidates:
        groups.setdefault(each.visit_id, []).append(each)
    return groups


def left_within(leaver: Candidate, *, checked_in_at: datetime, closes_at: datetime) -> datetime:
    """When the member left. Raises VisitNotOpen where the member's day had ended before."""
    at = left_at(
        recorded_at=leaver.leaving.recorded_at or leaver.leaving.sent_at,
        checked_in=checked_in_at,
        checked_in_recorded=leaver.claim.happened_by_device,
        received_at=leaver.received_at,
    )
    if at >= closes_at:
        raise VisitNotOpen
    return at


def _checked_note(leaving: CheckOut, claim: CheckIn, now: datetime) -> str | None:
    """Raises InvalidInput also for a check-out that lies before its check-in."""
    try:
        check_device_clock(leaving.recorded_at, "recordedAt", now)
        require_after(leaving.recorded_at or leaving.sent_at, claim.happened_by_device)
        return checked_note(leaving, now)
    except InvalidInput as refusal:
        raise refusal.within("checkOut") from None
