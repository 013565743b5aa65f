"""Enrolled devices under the names that phones give them."""

from uuid import UUID

from core import base64url

_TAGGED_BYTES = 17


def device_id_in(name: str) -> UUID | None:
    """The enrolled device that `name` may be: as a UUID, or as the id that the API gave it (a tag, and the UUID)."""
    try:
        return UUID(name)
    except ValueError:
        pass
    try:
        tagged = base64url.decode(name)
    except ValueError:
        return None
    return UUID(bytes=tagged[1:]) if len(tagged) == _TAGGED_BYTES else None
