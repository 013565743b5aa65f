"""What this room puts on record of an act."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from core import audit, events


def put_on_record(
    session: Session,
    *,
    member_id: UUID | None,
    act: str,
    subject_id: UUID,
    now: datetime,
    details: Mapping[str, str | None],
) -> None:
    """Audit `act` and announce it, in the act's own transaction. No coordinates go in here."""
    audit.record(session, now=now, member_id=member_id, act=act, subject_id=subject_id, details=details)
    events.publish(session, now=now, kind=act, subject_id=subject_id, payload=details)
