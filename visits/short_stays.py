"""Check-outs that come as soon as the check-in."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from visits.accuse import enter_doubts
from visits.signals import too_short


def note_short_stays(session: Session, stays: Iterable[tuple[UUID, datetime, datetime]], *, now: datetime) -> None:
    """Of visits with their check-in and check-out: a remark, no suspicion."""
    doubts = {
        visit_id: [signal]
        for visit_id, checked_in_at, checked_out_at in stays
        if (signal := too_short(checked_in_at=checked_in_at, checked_out_at=checked_out_at)) is not None
    }
    enter_doubts(session, doubts, now=now)
