"""Who looked at a member's positions, as put on record by the act `lookAtPositions`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

LOOK = "lookAtPositions"

_LOOKS = text(
    "SELECT at, member_id, ARRAY(SELECT jsonb_array_elements_text("
    " convert_from(entry, 'UTF8')::jsonb #> '{details,visits}')) AS visit_ids"
    f" FROM audit_entry WHERE act = '{LOOK}' AND looked_at(entry) @> ARRAY[:member_id] ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Looked:
    at: datetime
    by_id: UUID
    visit_ids: tuple[UUID, ...]
    "All that were shown at once: perhaps other members' among them."


def looks_at(session: Session, member_id: UUID) -> Sequence[Looked]:
    """Oldest first. To be called as the writer."""
    rows = session.execute(_LOOKS, {"member_id": str(member_id)})
    return [Looked(row.at, row.member_id, tuple(UUID(id) for id in row.visit_ids)) for row in rows]
