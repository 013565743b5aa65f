"""The order in which a member's visits were received is that in which they were judged, for whoever judges again."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.ids import lowest_id_at
from visits.tables import Visit

_AT_ONCE = timedelta(days=4)
"What is sent at once is of the same days."
_TICK = timedelta(milliseconds=1)


def received_after_others(session: Session, member_id: UUID, now: datetime) -> datetime:
    """`now`, or the millisecond after what was received later and stored sooner. Lock the member before."""
    latest = session.scalar(
        select(func.max(Visit.received_at)).where(
            Visit.member_id == member_id, Visit.id >= lowest_id_at(now - _AT_ONCE), Visit.received_at >= now
        )
    )
    return now if latest is None else latest + _TICK
