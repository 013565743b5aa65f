"""Enrolled devices under the names that phones give them."""

import base64
import binascii
from uuid import UUID

_TAGGED_BYTES = 17


def device_id_in(name: str) -> UUID | None:
    """The enrolled device that `name` may be: as a UUID, or as the id that the API gave it (a tag, and the UUID)."""
    try:
        return UUID(name)
    except ValueError:
        pass
    try:
        tagged = base64.urlsafe_b64decode(name.encode() + b"=" * (-len(name) % 4))
    except (binascii.Error, ValueError):
        return None
    return UUID(bytes=tagged[1:]) if len(tagged) == _TAGGED_BYTES else None
