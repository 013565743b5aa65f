"""Two who store the same customer at once: the second waits, and then finds the first's account."""

import math
from collections.abc import Iterator

from sqlalchemy.orm import Session

from accounts.details import AccountChanges, NewAccount
from accounts.likeness import NEAR_METERS
from core import advisory
from geo import Position

_ALL = "likeness"
_METERS_PER_DEGREE = 111_320


def lock_likeness(session: Session, details: NewAccount | AccountChanges) -> None:
    """Until this transaction ends, nobody else stores an account near the position or with one of the numbers.

    To be called after members and before boundaries and accounts are locked.
    """
    advisory.share(session, _ALL)
    advisory.lock_each(session, (*_cells(details.position), *_numbers(details)))


def lock_all_likeness(session: Session) -> None:
    """Until this transaction ends, nobody else stores an account at all: for whoever adds very many."""
    advisory.lock(session, _ALL)


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
