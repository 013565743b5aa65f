"""Rows of one import that are the same customer twice. Pure."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from accounts.details import NewAccount, traits_of
from accounts.likeness import CERTAIN, NEAR_METERS, folded, likeness
from geo import Position, distance_meters

_METERS_PER_DEGREE = 111_320


@dataclass(frozen=True, slots=True)
class SameAs:
    """`row`: the earlier one, by index. `field`: what is the same, where it is one field."""

    row: int
    field: str | None
    because: str


def twins_within(accounts: Mapping[int, NewAccount]) -> dict[int, SameAs]:
    """The rows that repeat an earlier one: its external number, its phone, or its folded name at its place."""
    seen, twins = _Seen(), dict[int, SameAs]()
    for index, account in accounts.items():
        twin = seen.twin_of(account)
        if twin is None:
            seen.add(index, account)
        else:
            twins[index] = twin
    return twins


@dataclass(slots=True)
class _Seen:
    """The rows so far, found by external number, by phone, and by folded name and cell."""

    numbers: dict[str, int] = field(default_factory=dict)
    phones: dict[str, int] = field(default_factory=dict)
    named: dict[tuple[str, int, int], list[tuple[int, NewAccount]]] = field(default_factory=dict)

    def twin_of(self, account: NewAccount) -> SameAs | None:
        if account.external_id is not None and account.external_id in self.numbers:
            return SameAs(self.numbers[account.external_id], "externalId", "The external number is the same.")
        if account.even_if_duplicate:
            return None
        if account.phone is not None and account.phone in self.phones:
            return SameAs(self.phones[account.phone], "phone", "The phone number is the same.")
        for index, other in self._near(account):
            found = likeness(traits_of(account), traits_of(other), distance_meters(account.position, other.position))
            if found.likelihood >= CERTAIN:
                return SameAs(index, None, " ".join(found.because))
        return None

    def add(self, index: int, account: NewAccount) -> None:
        if account.external_id is not None:
            self.numbers[account.external_id] = index
        if account.phone is not None:
            self.phones[account.phone] = index
        x, y = _cell(account.position)
        self.named.setdefault((folded(account.name), x, y), []).append((index, account))

    def _near(self, account: NewAccount) -> Iterator[tuple[int, NewAccount]]:
        x, y = _cell(account.position)
        name = folded(account.name)
        for column in (x - 1, x, x + 1):
            for row in (y - 1, y, y + 1):
                yield from self.named.get((name, column, row), ())


def _cell(position: Position) -> tuple[int, int]:
    """A cell of at least 150 m; its width follows the latitude, a cell's row at a time."""
    degrees = NEAR_METERS / _METERS_PER_DEGREE
    row = math.floor(position.latitude / degrees)
    width = degrees / max(math.cos(math.radians(min(90.0, (abs(row) + 2) * degrees))), 0.001)
    return math.floor(position.longitude / width), row
