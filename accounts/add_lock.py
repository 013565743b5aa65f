"""Two who store the same customer at once: the second waits, and then finds the first's account."""

import hashlib
import math
from collections.abc import Iterator

from sqlalchemy import ARRAY, BigInteger, bindparam, func, select, text
from sqlalchemy.orm import Session

from accounts.details import AccountChanges, NewAccount
from accounts.likeness import NEAR_METERS
from geo import Position

_KEY = 0xD00D0
_METERS_PER_DEGREE = 111_320


def lock_likeness(session: Session, details: NewAccount | AccountChanges) -> None:
    """Until this transaction ends, nobody else stores an account near the position or with one of the numbers.

    To be called after members and before boundaries and accounts are locked.
    """
    keys = sorted({_number(name) for name in (*_cells(details.position), *_numbers(details))})
    session.execute(text(f"SELECT pg_advisory_xact_lock_shared({_KEY})"))
    session.execute(_LOCK_EACH, {"keys": keys})


def lock_all_likeness(session: Session) -> None:
    """Until this transaction ends, nobody else stores an account at all: for whoever adds very many."""
    session.execute(text(f"SELECT pg_advisory_xact_lock({_KEY})"))


def _cells(position: Position | None) -> Iterator[str]:
    """The cells of one degree within reach: two positions near each other share one of theirs."""
    if position is None:
        return
    north = NEAR_METERS / _METERS_PER_DEGREE
    east = min(1.0, north / max(math.cos(math.radians(position.latitude)), 1e-6))
    for y in (math.floor(position.latitude - north), math.floor(position.latitude + north)):
        for x in (math.floor(position.longitude - east), math.floor(position.longitude + east)):
            yield f"cell {x % 360} {y}"


def _numbers(details: NewAccount | AccountChanges) -> Iterator[str]:
    numbers = {"phone": details.phone, "tax": details.tax_id, "external": details.external_id}
    yield from (f"{kind} {number}" for kind, number in numbers.items() if number is not None)


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)


_LOCK_EACH = select(func.pg_advisory_xact_lock(func.unnest(bindparam("keys", type_=ARRAY(BigInteger)))))
