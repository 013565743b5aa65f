"""The visit that a member is at: one at most, until check-out or the end of the member's day.

Whoever writes here has locked the member.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from visits.new_visit import NewVisit
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


def try_open(session: Session, *, member_id: UUID, visit: NewVisit, now: datetime) -> bool:
    """Make this the visit at which the member is; False where the member is at another."""
    return _put(session, member_id, visit, OpenVisit.closes_at <= now)


def open_latest(session: Session, *, member_id: UUID, visits: Sequence[NewVisit], now: datetime) -> None:
    """The member is at the visit begun last, of these that nobody has ended and of the one known to be open."""
    still_open = [visit for visit in visits if visit.is_open and visit.closes_at > now]
    if still_open:
        latest = max(still_open, key=lambda visit: visit.id)  # ids carry the check-in
        _put(session, member_id, latest, or_(OpenVisit.closes_at <= now, OpenVisit.visit_id < latest.id))


def _put(session: Session, member_id: UUID, visit: NewVisit, instead_of: ColumnElement[bool]) -> bool:
    place = {"visit_id": visit.id, "account_id": visit.account.id, "closes_at": visit.closes_at}
    opening = insert(OpenVisit).values(member_id=member_id, **place)
    opening = opening.on_conflict_do_update(index_elements=[OpenVisit.member_id], set_=place, where=instead_of)
    return session.scalar(opening.returning(OpenVisit.visit_id)) is not None


def close(session: Session, *, member_id: UUID, visit_ids: Collection[UUID]) -> None:
    session.execute(delete(OpenVisit).where(OpenVisit.member_id == member_id, OpenVisit.visit_id.in_(visit_ids)))


def close_early(session: Session, *, member_id: UUID, now: datetime) -> None:
    """End the visit at which the member is as the end of the day would, without a check-out."""
    ended = session.scalar(delete(OpenVisit).where(OpenVisit.member_id == member_id).returning(OpenVisit.visit_id))
    if ended is not None:
        still_open = (Visit.id == ended, Visit.closes_at > now)
        session.execute(update(Visit).where(*still_open).values(closes_at=func.greatest(Visit.checked_in_at, now)))
