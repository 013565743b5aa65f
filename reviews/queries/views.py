"""Cases as their viewers may see them: the reps concerned once they are decided, others by their stamp."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from people import Actor, Role
from reviews.kinds import CaseKind, CaseStatus, Decision
from reviews.rules import CaseState, Pin
from reviews.tables import CaseVisit, ReviewCase
from visits import Signal, signal_from_json


@dataclass(frozen=True, slots=True)
class CaseView:
    id: UUID
    kind: CaseKind
    status: CaseStatus
    member_id: UUID
    is_own: bool
    "Whether the viewer is the member concerned."
    is_blind: bool
    "An undecided sample, shown without score and signals."
    trust_score: int | None
    signals: tuple[Signal, ...]
    "Those about no single visit."
    rule_version: str
    opened_at: datetime
    due_at: datetime
    reviewer_id: UUID | None
    "Who has taken or decided it; None for the member concerned."
    taken_until: datetime | None
    appealable_until: datetime | None
    decision: Decision | None


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """As the policy of migration 0015 has it."""
    own = ReviewCase.member_id == actor.member_id
    is_told = or_(
        ReviewCase.kind != CaseKind.SAMPLE,
        ReviewCase.decision == Decision.CONFIRMED,
        ReviewCase.appealed_at.is_not(None),
    )
    concerned = and_(own, ReviewCase.decision.is_not(None), is_told)
    return or_(concerned, and_(~own, in_subtree(actor)))


def oversees(actor: Actor) -> bool:
    """Whether the actor sees cases about others."""
    return actor.role in (Role.REVIEWER, Role.MANAGER, Role.ADMIN)


def in_subtree(actor: Actor) -> ColumnElement[bool]:
    """Stamped with the unit of a reviewer, an admin or a manager, who learns of a sample once it is decided."""
    if not oversees(actor):
        return false()
    stamped = literal(actor.unit_id) == ReviewCase.unit_path.any_()
    if actor.role is Role.MANAGER:
        return and_(stamped, or_(ReviewCase.kind != CaseKind.SAMPLE, ReviewCase.decision.is_not(None)))
    return stamped


def cases_by_id(session: Session, actor: Actor, ids: Sequence[UUID], now: datetime) -> dict[UUID, CaseView]:
    rows = session.execute(CASES.where(ReviewCase.id.in_(ids), visible_to(actor)))
    return {row.id: case_view(row, actor, now) for row in rows}


def is_blind(actor: Actor, visit_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Whether the actor sees the visit in an undecided sample, and its doubts therefore not."""
    filed = select(CaseVisit.visit_id).join(ReviewCase, ReviewCase.id == CaseVisit.case_id)
    blind = filed.where(ReviewCase.kind == CaseKind.SAMPLE, IS_UNDECIDED, visible_to(actor))
    return blind.where(CaseVisit.visit_id == visit_id).exists()


IS_UNDECIDED = and_(ReviewCase.decision.is_(None), ReviewCase.closed_at.is_(None))
CASES = select(*ReviewCase.__table__.columns)


def case_view(row: Any, actor: Actor, now: datetime) -> CaseView:
    """A row with the columns of CASES."""
    state = case_state(row)
    status, taker = state.status(now), state.taker(now)
    is_own = state.member_id == actor.member_id
    is_blind = state.kind is CaseKind.SAMPLE and state.decision is None
    is_taken = taker is not None and status in (CaseStatus.TAKEN, CaseStatus.APPEALED) and not is_own
    return CaseView(
        id=state.id,
        kind=state.kind,
        status=status,
        member_id=state.member_id,
        is_own=is_own,
        is_blind=is_blind,
        trust_score=None if is_blind else row.trust_score,
        signals=() if is_blind else tuple(signal_from_json(stored) for stored in row.signals),
        rule_version=row.rule_version,
        opened_at=row.opened_at,
        due_at=row.due_at,
        reviewer_id=None if is_own else taker if is_taken else state.decided_by,
        taken_until=state.taken_until if is_taken else None,
        appealable_until=state.appealable_until,
        decision=state.decision,
    )


def case_state(row: Any) -> CaseState:
    return CaseState(
        id=row.id,
        kind=CaseKind(row.kind),
        member_id=row.member_id,
        unit_path=tuple(row.unit_path),
        taken_by=row.taken_by,
        taken_until=row.taken_until,
        decision=None if row.decision is None else Decision(row.decision),
        decided_by=row.decided_by,
        appealable_until=row.appealable_until,
        appealed_at=row.appealed_at,
        closed_at=row.closed_at,
        pin=None if row.pin_account_id is None else Pin(row.pin_account_id, row.pin_moved_at),
    )
