"""Whom a case is about and which units see it: for whoever must know before asking the policies."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews.tables import ReviewCase
from visits import Stamp


def stamps(session: Session, ids: Sequence[UUID]) -> dict[UUID, Stamp]:
    """By case. To be called as the writer."""
    found = select(ReviewCase.id, ReviewCase.member_id, ReviewCase.unit_path).where(ReviewCase.id.in_(ids))
    return {row.id: Stamp(row.member_id, tuple(row.unit_path)) for row in session.execute(found)}
