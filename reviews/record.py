"""What every verb writes: what happened to cases, their relations, their places in the queues."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from reviews.kinds import CaseEventKind
from reviews.tables import CaseEvent, CaseQueue, CaseRelation, ReviewCase

_SUPERSEDED = "These visits are under suspicion now: another case is about them."


def record_event(
    session: Session, *, case_id: UUID, kind: CaseEventKind, by_id: UUID | None, now: datetime, **more: Any
) -> None:
    """Enter into the case's history what happened; `more`: decision, note, until."""
    session.execute(insert(CaseEvent).values(case_id=case_id, at=now, kind=kind, by_id=by_id, **more))


def record_events(
    session: Session,
    happened: Sequence[tuple[UUID, CaseEventKind]],
    *,
    by_id: UUID | None = None,
    note: str | None = None,
    now: datetime,
) -> None:
    """The same for many cases; by the server where `by_id` is None."""
    rows = [{"case_id": case_id, "at": now, "kind": kind, "by_id": by_id, "note": note} for case_id, kind in happened]
    if rows:
        session.execute(insert(CaseEvent), rows)


def enter_relations(session: Session, pairs: Iterable[tuple[UUID, UUID]]) -> None:
    rows = [{"case_id": case_id, "related_id": related_id} for case_id, related_id in sorted(pairs)]
    if rows:
        session.execute(upsert(CaseRelation).on_conflict_do_nothing(), rows)


def close_superseded(session: Session, case_ids: Iterable[UUID], *, now: datetime) -> None:
    """Close undecided cases whose visits have gone over into others."""
    closed = sorted(case_ids)
    if closed:
        session.execute(update(ReviewCase).where(ReviewCase.id.in_(closed)).values(closed_at=now))
        leave_queue(session, closed)
        record_events(session, [(id, CaseEventKind.CLOSED) for id in closed], note=_SUPERSEDED, now=now)


def leave_queue(session: Session, case_ids: Iterable[UUID]) -> None:
    """The cases aren't among those to be decided any more."""
    session.execute(update(CaseQueue).where(CaseQueue.case_id.in_(list(case_ids))).values(undecided=False))


def enter_queue_again(session: Session, case_id: UUID, due_at: datetime) -> None:
    session.execute(update(CaseQueue).where(CaseQueue.case_id == case_id).values(undecided=True, due_at=due_at))
