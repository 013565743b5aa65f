"""Identifiers: UUIDv7 (RFC 9562), so that a primary key sorts by time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import uuid_utils.compat

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_id() -> UUID:
    """A fresh UUIDv7 stamped with the current millisecond."""
    return uuid_utils.compat.uuid7()


def id_at(instant: datetime) -> UUID:
    """A fresh UUIDv7 stamped with the millisecond of `instant` instead of the present."""
    random_bits = uuid_utils.compat.uuid7().int & ((1 << 80) - 1)
    return UUID(int=_milliseconds(instant) << 80 | random_bits)


def lowest_id_at(instant: datetime) -> UUID:
    """The smallest UUIDv7 of the millisecond of `instant`, or of 1970 before it: a bound for ranges of ids."""
    return UUID(int=max(0, _milliseconds(instant)) << 80)


def _milliseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(milliseconds=1)
