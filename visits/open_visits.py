"""The visit that a member is at: one at most, until check-out or the end of the member's day."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visits.tables import OpenVisit, Visit


def open_visit_of(session: Session, member_id: UUID, now: datetime) -> UUID | None:
    """The id of the visit at which the member is; one forgotten on an earlier day is over."""
    return session.scalar(select(OpenVisit.visit_id).where(OpenVisit.member_id == member_id, OpenVisit.closes_at > now))


def is_visiting(session: Session, *, member_id: UUID, account_id: UUID, now: datetime) -> bool:
    """Whether the member is checked in at that very account."""
    return (
        session.scalar(
            select(OpenVisit.visit_id).where(
                OpenVisit.member_id == member_id, OpenVisit.account_id == account_id, OpenVisit.closes_at > now
            )
        )
        is not None
    )


def try_open(
    session: Session, *, member_id: UUID, visit_id: UUID, account_id: UUID, closes_at: datetime, now: datetime
) -> bool:
    """Make this the visit at which the member is; False where the member is at another."""
    place = {"visit_id": visit_id, "account_id": account_id, "closes_at": closes_at}
    opening = insert(OpenVisit).values(member_id=member_id, **place)
    opening = opening.on_conflict_do_update(
        index_elements=[OpenVisit.member_id], set_=place, where=OpenVisit.closes_at <= now
    )
    return session.scalar(opening.returning(OpenVisit.visit_id)) is not None


def close(session: Session, *, member_id: UUID, visit_id: UUID) -> None:
    session.execute(delete(OpenVisit).where(OpenVisit.member_id == member_id, OpenVisit.visit_id == visit_id))


def close_early(session: Session, *, member_id: UUID, now: datetime) -> None:
    """End the visit at which the member is as the end of the day would, without a check-out."""
    ended = session.scalar(delete(OpenVisit).where(OpenVisit.member_id == member_id).returning(OpenVisit.visit_id))
    if ended is not None:
        still_open = (Visit.id == ended, Visit.closes_at > now)
        session.execute(update(Visit).where(*still_open).values(closes_at=func.greatest(Visit.checked_in_at, now)))
