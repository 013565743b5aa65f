"""Whose a visit is and which units see it, for ever: for whoever must know before asking the policies."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.tables import Visit


@dataclass(frozen=True, slots=True)
class Stamp:
    member_id: UUID
    unit_path: tuple[UUID, ...]


def stamps(session: Session, ids: Sequence[UUID]) -> dict[UUID, Stamp]:
    """By visit. To be called as the writer."""
    rows = session.execute(select(Visit.id, Visit.member_id, Visit.unit_path).where(Visit.id.in_(ids)))
    return {row.id: Stamp(row.member_id, tuple(row.unit_path)) for row in rows}
