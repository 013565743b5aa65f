"""One visit for each visitId of a member, however often and wherever it is sent."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.errors import DomainError
from geo import Fix
from visits.tables import VisitReceipt


class VisitIdReused(DomainError):
    """Another visit was stored under this visitId."""

    def __init__(self) -> None:
        super().__init__("This visitId belongs to another visit of yours: make a new one for each visit.")


def bind(session: Session, *, member_id: UUID, visit_id: UUID, id: UUID, input_hash: bytes) -> UUID | None:
    """Bind `visit_id` to the visit `id`, unless it is bound: then the id of the visit it is bound to.

    Of all who send it at once, one binds it and the others wait for the outcome; should that be
    a refusal, the next binds it. Raises VisitIdReused where it is bound to another input.
    """
    receipt = insert(VisitReceipt).values(member_id=member_id, visit_id=visit_id, id=id, input_hash=input_hash)
    if session.scalar(receipt.on_conflict_do_nothing().returning(VisitReceipt.id)) is not None:
        return None
    bound_id, bound_hash = session.execute(
        select(VisitReceipt.id, VisitReceipt.input_hash).where(
            VisitReceipt.member_id == member_id, VisitReceipt.visit_id == visit_id
        )
    ).one()
    if bytes(bound_hash) != input_hash:
        raise VisitIdReused
    return bound_id


def hash_of(*parts: UUID | datetime | str | Fix | None) -> bytes:
    """SHA-256 of what makes two inputs the same: instants as instants, a default like its absence."""
    return hashlib.sha256(orjson.dumps([_plain(part) for part in parts])).digest()


def _plain(part: UUID | datetime | str | Fix | None) -> object:
    if isinstance(part, datetime):
        return part.astimezone(UTC)
    if not isinstance(part, Fix):
        return part
    return [
        part.raw.longitude,
        part.raw.latitude,
        part.datum,
        part.accuracy_meters,
        part.recorded_at.astimezone(UTC),
        part.altitude_meters,
        part.speed_meters_per_second,
        part.bearing_degrees,
        part.provider,
        part.mocked,
    ]
