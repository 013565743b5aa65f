"""Ids as clients see them: opaque, and naming their type, so that `node` finds any of them."""

from uuid import UUID

import strawberry

from core import base64url

_TAGS = {
    "OrgUnit": b"u",
    "Device": b"k",
    "Member": b"m",
    "Region": b"r",
    "Grant": b"g",
    "Account": b"a",
    "Visit": b"v",
    "DayRoute": b"d",
    "ReviewCase": b"c",
}
_TYPES = {tag: name for name, tag in _TAGS.items()}


def global_id(type_name: str, identifier: UUID) -> strawberry.ID:
    return strawberry.ID(base64url.encode(_TAGS[type_name] + identifier.bytes))


def read_global_id(text: str) -> tuple[str, UUID] | None:
    """Type and identifier; None for any text that is no id of ours."""
    try:
        raw = base64url.decode(text)
    except ValueError:
        return None
    if len(raw) != 17 or raw[:1] not in _TYPES:
        return None
    return _TYPES[raw[:1]], UUID(bytes=raw[1:])


def identifier_of(type_name: str, text: str) -> UUID:
    """The identifier in an id of that type.

    Text that is none becomes the nil UUID, which nothing has: an id that is malformed, of another
    type, unknown or out of sight gets one and the same answer.
    """
    known = read_global_id(text)
    return known[1] if known and known[0] == type_name else UUID(int=0)


def optional_identifier_of(type_name: str, text: str | None) -> UUID | None:
    """`identifier_of`, or None where nothing was given."""
    return None if text is None else identifier_of(type_name, text)
