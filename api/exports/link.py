"""A link that carries its own right: what it exports, for whose session, until when, under our HMAC."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

import visits
from core.keys import load_or_make
from core.settings import settings

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
    return base64.urlsafe_b64encode(_seal(body) + body).decode().rstrip("=")


def read_token(token: str, now: datetime) -> VisitExport | None:
    """The export of a link that is still good at `now`; None for any other text."""
    try:
        raw = base64.urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
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
    key = load_or_make(settings().data / "keys", "export.key", lambda: secrets.token_bytes(32))
    return hmac.digest(key, body, hashlib.sha256)


_EXPORT = TypeAdapter(VisitExport)
