"""What belongs to cases: their visits, signals, history and related cases, each for many cases at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from people import Actor
from reviews.history import CaseEventView
from reviews.kinds import CaseEventKind, CaseKind, Decision
from reviews.queries.views import CASES, IS_UNDECIDED, CaseView, case_view, visible_to
from reviews.tables import CaseEvent, CaseRelation, CaseVisit, ReviewCase
from visits import Signal, signal_from_json


@dataclass(frozen=True, slots=True)
class FiledVisit:
    """A visit in a case, and what of others speaks against it there, beside its own signals."""

    visit_id: UUID
    signals: tuple[Signal, ...]


def visits_of_cases(session: Session, actor: Actor, case_ids: Sequence[UUID]) -> dict[UUID, list[FiledVisit]]:
    """By case, its visits, the earliest check-in first."""
    found: dict[UUID, list[FiledVisit]] = {case_id: [] for case_id in case_ids}
    statement = _VISITS.where(CaseVisit.case_id.in_(case_ids), visible_to(actor)).order_by(CaseVisit.visit_id)
    for row in session.execute(statement):
        signals = tuple(signal_from_json(stored) for stored in row.signals)
        found[row.case_id].append(FiledVisit(row.visit_id, signals))
    return found


def events_of_cases(session: Session, actor: Actor, case_ids: Sequence[UUID]) -> dict[UUID, list[CaseEventView]]:
    """By case, what is stored of its history, oldest first."""
    found: dict[UUID, list[CaseEventView]] = {case_id: [] for case_id in case_ids}
    statement = _EVENTS.where(CaseEvent.case_id.in_(case_ids), visible_to(actor))
    for row in session.execute(statement.order_by(CaseEvent.at, CaseEvent.number)):
        found[row.case_id].append(_event(row))
    return found


def related_cases(
    session: Session, actor: Actor, case_ids: Sequence[UUID], now: datetime
) -> dict[UUID, list[CaseView]]:
    """By case, the others in sight that belong together with it, oldest first. For reviewers."""
    found: dict[UUID, list[CaseView]] = {case_id: [] for case_id in case_ids}
    if actor.is_rep:
        return found
    statement = (
        CASES.add_columns(CaseRelation.case_id)
        .join(CaseRelation, CaseRelation.related_id == ReviewCase.id)
        .where(CaseRelation.case_id.in_(case_ids), visible_to(actor))
    )
    for row in session.execute(statement.order_by(ReviewCase.id)):
        found[row.case_id].append(case_view(row, actor, now))
    return found


def cases_of_visits(session: Session, actor: Actor, visit_ids: Sequence[UUID], now: datetime) -> dict[UUID, CaseView]:
    """By visit, the case in sight that it is in: of several the one undecided, else the latest."""
    found: dict[UUID, CaseView] = {}
    statement = (
        CASES.add_columns(CaseVisit.visit_id)
        .join(CaseVisit, CaseVisit.case_id == ReviewCase.id)
        .where(CaseVisit.visit_id.in_(visit_ids), visible_to(actor))
    )
    # A sample is the last to be shown: it says nothing about the visit.
    order = (IS_UNDECIDED, (ReviewCase.kind == CaseKind.SAMPLE).desc(), ReviewCase.id)
    for row in session.execute(statement.order_by(*order)):
        found[row.visit_id] = case_view(row, actor, now)
    return found


_VISITS = select(CaseVisit.case_id, CaseVisit.visit_id, CaseVisit.signals).join(
    ReviewCase, ReviewCase.id == CaseVisit.case_id
)
_EVENTS = select(
    CaseEvent.case_id,
    CaseEvent.at,
    CaseEvent.by_id,
    CaseEvent.kind,
    CaseEvent.decision,
    CaseEvent.note,
    CaseEvent.until,
).join(ReviewCase, ReviewCase.id == CaseEvent.case_id)


def _event(row: Any) -> CaseEventView:
    return CaseEventView(
        at=row.at,
        by_id=row.by_id,
        kind=CaseEventKind(row.kind),
        decision=None if row.decision is None else Decision(row.decision),
        note=row.note,
        until=row.until,
    )
