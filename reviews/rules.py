"""Who may do what with a case, and when: pure questions, answered from facts that were gathered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from core.errors import DomainError, NotAllowed
from people import Actor, Role
from reviews.kinds import CaseKind, CaseStatus, Decision

DUE = {
    CaseKind.SUSPICION: timedelta(hours=48),
    CaseKind.UNVERIFIED: timedelta(hours=96),
    CaseKind.SAMPLE: timedelta(days=7),
}
"How long after its opening a case is due: who is suspected waits the shortest."
APPEAL_DUE = timedelta(hours=72)
"How long after an appeal it is due."
TAKEN_FOR = timedelta(minutes=30)
"How long a taking lasts."
UNDECIDED = frozenset({CaseStatus.OPEN, CaseStatus.TAKEN, CaseStatus.APPEALED})


@dataclass(frozen=True, slots=True)
class Pin:
    """That a decision moved an account's pin; its old place is kept under `moved_at`."""

    account_id: UUID
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class CaseState:
    """How a case stands, as far as verbs and their rules go."""

    id: UUID
    kind: CaseKind
    member_id: UUID
    unit_path: tuple[UUID, ...]
    taken_by: UUID | None
    taken_until: datetime | None
    decision: Decision | None
    decided_by: UUID | None
    appealable_until: datetime | None
    appealed_at: datetime | None
    closed_at: datetime | None
    pin: Pin | None

    def status(self, now: datetime) -> CaseStatus:
        """A taking lapses, and a decision becomes final, by the passing of time alone."""
        if self.closed_at is not None:
            return CaseStatus.CLOSED
        if self.decision is None:
            return CaseStatus.OPEN if self.taker(now) is None else CaseStatus.TAKEN
        if self.appealed_at is not None:
            return CaseStatus.APPEALED
        assert self.appealable_until is not None, "every decision says how long it may be appealed"
        return CaseStatus.DECIDED if now < self.appealable_until else CaseStatus.CLOSED

    def taker(self, now: datetime) -> UUID | None:
        """Who has taken it, while that lasts."""
        return self.taken_by if self.taken_until is not None and now < self.taken_until else None


class CaseTaken(DomainError):
    """Another reviewer is at it."""

    def __init__(self, by: UUID, until: datetime) -> None:
        super().__init__(f"Another reviewer has taken this case until {until:%H:%M} UTC.")
        self.by = by
        self.until = until


class CaseNotOpen(DomainError):
    """There is nothing left to take, decide or appeal."""

    def __init__(self, status: CaseStatus) -> None:
        super().__init__(f"This case is {status}: that can't be done with it any more.")
        self.status = status


def require_reviewer(actor: Actor) -> None:
    """Raises NotAllowed for all but reviewers, whatever the case: nobody learns so whether there is one."""
    if actor.role is not Role.REVIEWER:
        raise NotAllowed("Only a reviewer takes and decides cases.")


def require_open_to(case: CaseState, reviewer_id: UUID, now: datetime) -> None:
    """Raises NotAllowed for one's own visits and for an appeal from oneself, CaseTaken, CaseNotOpen."""
    status = case.status(now)
    if case.member_id == reviewer_id:
        raise NotAllowed("A case about your own visits is for another reviewer.")
    if status not in UNDECIDED:
        raise CaseNotOpen(status)
    if status is CaseStatus.APPEALED and case.decided_by == reviewer_id:
        raise NotAllowed("You decided this case: an appeal from it is for another reviewer.")
    taker = case.taker(now)
    if taker is not None and taker != reviewer_id:
        assert case.taken_until is not None
        raise CaseTaken(taker, case.taken_until)
