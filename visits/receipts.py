"""One visit for each visitId of a member: what makes two inputs under it the same."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

import orjson

from core.errors import DomainError
from geo import Fix


class VisitIdReused(DomainError):
    """Another visit was stored under this visitId."""

    def __init__(self) -> None:
        super().__init__("This visitId belongs to another visit of yours: make a new one for each visit.")


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
