"""The visits of a member that are stored under the visitIds that a phone made."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.arrival import CheckIn
from visits.tables import Visit, VisitReceipt
from visits.views import RefusedVisit


@dataclass(frozen=True, slots=True)
class KnownVisit:
    id: UUID
    input_hash: bytes
    "Of the check-in."
    unit_id: UUID
    "That it was made for."
    account_id: UUID
    checked_in_at: datetime
    recorded_at: datetime
    closes_at: datetime
    checked_out_at: datetime | None
    check_out_hash: bytes | None
    refusal: RefusedVisit | None
    "How far off it was, where the policy refused it."

    def is_of(self, claim: CheckIn) -> bool:
        """Whether it was this check-in that was stored: one without recordedAt happened when it was first sent."""
        if self.input_hash == claim.input_hash:
            return True
        unsaid = replace(claim, recorded_at=None)
        return claim.recorded_at == self.recorded_at and self.input_hash == unsaid.input_hash


def known_visits(session: Session, *, member_id: UUID, visit_ids: Collection[UUID]) -> dict[UUID, KnownVisit]:
    """By visitId, without those that are free; as the writer.

    Lock the member before: of all who send a visitId at once, one after another has the lock, and all but the first
    find the visit here.
    """
    rows = session.execute(
        select(*_COLUMNS)
        .join(Visit, Visit.id == VisitReceipt.id)
        .where(VisitReceipt.member_id == member_id, VisitReceipt.visit_id.in_(visit_ids))
    )
    return {
        row.visit_id: KnownVisit(
            id=row.id,
            input_hash=bytes(row.input_hash),
            unit_id=row.unit_path[-1],
            account_id=row.account_id,
            checked_in_at=row.checked_in_at,
            recorded_at=row.recorded_at,
            closes_at=row.closes_at,
            checked_out_at=row.checked_out_at,
            check_out_hash=None if row.check_out_hash is None else bytes(row.check_out_hash),
            refusal=RefusedVisit(row.distance_meters, row.geofence_meters) if row.refused else None,
        )
        for row in rows
    }


_COLUMNS = (
    VisitReceipt.visit_id,
    VisitReceipt.id,
    VisitReceipt.input_hash,
    Visit.unit_path,
    Visit.account_id,
    Visit.checked_in_at,
    Visit.recorded_at,
    Visit.closes_at,
    Visit.checked_out_at,
    Visit.check_out_hash,
    Visit.refused,
    Visit.distance_meters,
    Visit.geofence_meters,
)
