"""A district's public pool as it stands after each move."""

from datetime import datetime

import numpy as np

from accounts.swaps.choices import AGES, AGES_DAYS, MOST_ALIKE, NOBODY, STOCK, Floats, Ints
from accounts.swaps.moves import District, HandOn, Move

_DAY_SECONDS = 86_400.0
_A_BIT_SECONDS = 3 * _DAY_SECONDS
"After the protection of the one who let it go, within which a claim is still a hand-on."


class Pool:
    """Who may claim which door, and who let it go: reps and doors by their number. At first as before all moves."""

    def __init__(self, district: District) -> None:
        doors, moves = district.doors, district.moves
        self.reps = tuple(sorted({id for move in moves for id in (move.from_id, move.to_id) if id is not None}))
        self.rep = {id: index for index, id in enumerate(self.reps)}
        self.door = {door.id: index for index, door in enumerate(doors)}
        self._protection = district.protection_days * _DAY_SECONDS
        self._window = self._protection + _A_BIT_SECONDS
        first = {move.account_id: move.from_id for move in reversed(moves)}
        self._free = np.array([first.get(door.id, door.holder_id) is None for door in doors], dtype=bool)
        self._since = np.array([door.since.timestamp() for door in doors])
        self._giver = np.full(len(doors), NOBODY)
        self._given_at = np.full(len(doors), -np.inf)
        self._expired = np.zeros(len(doors), dtype=bool)
        self._let_go_at: dict[int, datetime] = {}
        self._ended = np.full((len(self.reps), len(doors)), -np.inf)
        self._traits, self._categories = _traits(district), _categories(district)

    def follow(self, move: Move) -> None:
        """What stands after the move."""
        door = self.door[move.account_id]
        if move.from_id is not None:
            giver, at = self.rep[move.from_id], move.at.timestamp()
            self._ended[giver, door] = at
            self._giver[door] = giver if move.let_go else NOBODY
            self._given_at[door] = at
            self._expired[door] = move.expired
            self._let_go_at[door] = move.at
        elif move.to_id is not None:
            self._giver[door] = NOBODY
        self._free[door] = move.to_id is None

    def alike(self, rep: int, door: int, at: float, *, with_itself: bool = False) -> Ints:
        """The doors most like one, of those that the rep could claim then; `with_itself`: who claimed it could."""
        free = self._free & (self._since <= at) & (self._ended[rep] + self._protection <= at)
        if with_itself:
            free[door] = True
        doors = np.flatnonzero(free)
        if len(doors) <= MOST_ALIKE:
            return doors
        apart = ((self._traits[doors] - self._traits[door]) ** 2).sum(axis=1)
        apart += self._categories[doors] != self._categories[door]
        return doors[np.argpartition(apart, MOST_ALIKE)[:MOST_ALIKE]]

    def givers_and_classes(self, doors: Ints, rep: int, at: float) -> tuple[Ints, Ints]:
        """A door that a former owner could claim again by now counts as nobody's: it needs no friend."""
        age = (at - self._given_at[doors]) / _DAY_SECONDS
        late = at - self._given_at[doors] > self._window
        giver = np.where(late, NOBODY, self._giver[doors])
        in_pool_days = np.minimum(age, (at - self._since[doors]) / _DAY_SECONDS)
        stock = in_pool_days > self._window / _DAY_SECONDS
        released = (self._giver[doors] != NOBODY) & ~self._expired[doors]
        kind = np.where(stock, STOCK, np.searchsorted(AGES_DAYS, in_pool_days) + AGES * released)
        known = self._ended[rep, doors] > -np.inf
        return giver, kind + known * (STOCK + 1)

    def hand_on(self, claim: Move, giver: int) -> HandOn | None:
        """The one that the claim is, if its door was let go of late by `giver`."""
        door = self.door[claim.account_id]
        if claim.to_id is None or giver == NOBODY or self.reps[giver] == claim.to_id:
            return None
        return HandOn(
            account_id=claim.account_id,
            from_id=self.reps[giver],
            to_id=claim.to_id,
            let_go_at=self._let_go_at[door],
            claimed_at=claim.at,
            expired=bool(self._expired[door]),
        )


def _traits(district: District) -> Floats:
    """Doors as points, so that alike ones are near: a third of the district's spread, or 20 points of value, is 1."""
    place = np.array([[door.east, door.north] for door in district.doors]).reshape(-1, 2)
    spread = float(np.sqrt(place.var(axis=0).sum())) or 1.0
    value = np.array([door.value for door in district.doors], dtype=np.float64)
    return np.column_stack([place * 3 / spread, value / 20])


def _categories(district: District) -> Ints:
    numbers: dict[str | None, int] = {}
    return np.array([numbers.setdefault(door.category, len(numbers)) for door in district.doors], dtype=np.int64)
