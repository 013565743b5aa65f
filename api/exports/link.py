"""A link that carries its own right: what it exports, for whose session, until when, under our HMAC."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

import visits
from core import base64url
from core.keys import secret

LASTS = timedelta(minutes=10)


class ExportFormat(StrEnum):
    CSV = "CSV"
    GEOJSON = "GEOJSON"


@dataclass(frozen=True, slots=True)
class VisitExport:
    """The visits of a filter, as the member of a session may see them."""

    session_id: UUID
    filter: visits.VisitFilter
    format: ExportFormat
    expires_at: datetime


def token_of(export: VisitExport) -> str:
    body = _EXPORT.dump_json(export)
    return base64url.encode(_seal(body) + body)


def read_token(token: str, now: datetime) -> VisitExport | None:
    """The export of a link that is still good at `now`; None for any other text."""
    try:
        raw = base64url.decode(token)
    except ValueError:
        return None
    seal, body = raw[:32], raw[32:]
    if not hmac.compare_digest(seal, _seal(body)):
        return None
    try:
        export = _EXPORT.validate_json(body)
    except ValidationError:  # sealed by a release whose filters were others
        return None
    return export if now < export.expires_at else None


def _seal(body: bytes) -> bytes:
    return hmac.digest(secret("export.key"), body, hashlib.sha256)


_EXPORT = TypeAdapter(VisitExport)
