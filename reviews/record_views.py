"""Who looked at a case's evidence goes into its history."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews.kinds import CaseEventKind
from reviews.record import record_events
from reviews.tables import CaseEvent

ONE_LOOK = timedelta(minutes=10)
"A viewer who comes back within this time is still looking: a queue that is refreshed doesn't drown a history."


def record_views(session: Session, case_ids: Collection[UUID], *, by_id: UUID, now: datetime) -> None:
    """Enter that `by_id` has looked at the evidence of each of the cases. To be called as the writer."""
    lately = select(CaseEvent.case_id).where(
        CaseEvent.case_id.in_(case_ids),
        CaseEvent.kind == CaseEventKind.VIEWED,
        CaseEvent.by_id == by_id,
        CaseEvent.at > now - ONE_LOOK,
    )
    looked_at = sorted(set(case_ids) - set(session.scalars(lately)))
    record_events(session, [(case_id, CaseEventKind.VIEWED) for case_id in looked_at], by_id=by_id, now=now)
