"""Replays a district's pool move by move, and asks at each claim what else could have been claimed."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from accounts.swaps.choices import (
    AGES,
    AGES_DAYS,
    MOST_ALIKE,
    NOBODY,
    PADDING,
    STOCK,
    Choices,
    Floats,
    Ints,
)
from accounts.swaps.moves import District, HandOn, Move

_DAY_SECONDS = 86_400.0
_A_BIT_SECONDS = 3 * _DAY_SECONDS
"After the protection of the one who let it go, within which a claim is still a hand-on."


def choices_of(district: District, *, since: datetime) -> Choices:
    """The claims from `since` on; what came before only tells who held and let go."""
    replay = _Replay(district)
    rows = [row for move in district.moves if (row := replay.step(move, counted=move.at >= since)) is not None]
    return Choices(
        reps=replay.reps,
        claimants=np.array([row.claimant for row in rows], dtype=np.int64),
        givers=np.array([row.givers for row in rows], dtype=np.int64).reshape(-1, MOST_ALIKE),
        classes=np.array([row.classes for row in rows], dtype=np.int8).reshape(-1, MOST_ALIKE),
        chosen_givers=np.array([row.giver for row in rows], dtype=np.int64),
        chosen_classes=np.array([row.kind for row in rows], dtype=np.int64),
        claimed_at=np.array([row.at for row in rows]),
        hand_ons=tuple(row.hand_on for row in rows),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    claimant: int
    givers: Ints
    classes: Ints
    giver: int
    kind: int
    at: float
    hand_on: HandOn | None


class _Replay:
    """The pool as it stands after each move."""

    def __init__(self, district: District) -> None:
        doors, moves = district.doors, district.moves
        self.reps = tuple(sorted({id for move in moves for id in (move.from_id, move.to_id) if id is not None}))
        self._rep = {id: index for index, id in enumerate(self.reps)}
        self._door = {door.id: index for index, door in enumerate(doors)}
        self._protection = district.protection_days * _DAY_SECONDS
        self._window = self._protection + _A_BIT_SECONDS
        first = {move.account_id: move.from_id for move in reversed(moves)}
        self._in_pool = np.array([first.get(door.id, door.holder_id) is None for door in doors], dtype=bool)
        self._since = np.array([door.since.timestamp() for door in doors])
        self._giver = np.full(len(doors), NOBODY)
        self._given_at = np.full(len(doors), -np.inf)
        self._expired = np.zeros(len(doors), dtype=bool)
        self._let_go_at: dict[int, datetime] = {}
        self._ended = np.full((len(self.reps), len(doors)), -np.inf)
        self._traits, self._categories = _traits(district), _categories(district)

    def step(self, move: Move, *, counted: bool) -> _Row | None:
        door = self._door[move.account_id]
        row = self._row(move, door) if move.claimed and counted and self._in_pool[door] else None
        at = move.at.timestamp()
        if move.from_id is not None:
            giver = self._rep[move.from_id]
            self._ended[giver, door] = at
            self._giver[door] = giver if move.let_go else NOBODY
            self._given_at[door] = at
            self._expired[door] = move.expired
            self._let_go_at[door] = move.at
        self._in_pool[door] = move.to_id is None
        return row

    def _row(self, move: Move, door: int) -> _Row:
        assert move.to_id is not None
        claimant, at = self._rep[move.to_id], move.at.timestamp()
        free = self._in_pool & (self._since <= at) & (self._ended[claimant] + self._protection <= at)
        free[door] = True
        alike = self._most_alike(np.flatnonzero(free), door)
        givers, kinds = self._givers_and_classes(alike, claimant, at)
        chosen = int(np.flatnonzero(alike == door)[0])
        return _Row(
            claimant=claimant,
            givers=_padded(givers, NOBODY),
            classes=_padded(kinds, PADDING),
            giver=int(givers[chosen]),
            kind=int(kinds[chosen]),
            at=at,
            hand_on=self._hand_on(move, door, int(givers[chosen]), claimant),
        )

    def _most_alike(self, free: Ints, door: int) -> Ints:
        if len(free) <= MOST_ALIKE:
            return free
        apart = ((self._traits[free] - self._traits[door]) ** 2).sum(axis=1)
        apart += self._categories[free] != self._categories[door]
        return free[np.argpartition(apart, MOST_ALIKE)[:MOST_ALIKE]]

    def _givers_and_classes(self, doors: Ints, claimant: int, at: float) -> tuple[Ints, Ints]:
        """A door that a former owner could claim again by now counts as nobody's: it needs no friend."""
        age = (at - self._given_at[doors]) / _DAY_SECONDS
        late = at - self._given_at[doors] > self._window
        giver = np.where(late, NOBODY, self._giver[doors])
        in_pool_days = np.minimum(age, (at - self._since[doors]) / _DAY_SECONDS)
        stock = in_pool_days > self._window / _DAY_SECONDS
        released = (self._giver[doors] != NOBODY) & ~self._expired[doors]
        kind = np.where(stock, STOCK, np.searchsorted(AGES_DAYS, in_pool_days) + AGES * released)
        known = self._ended[claimant, doors] > -np.inf
        return giver, kind + known * (STOCK + 1)

    def _hand_on(self, move: Move, door: int, giver: int, claimant: int) -> HandOn | None:
        if giver in (NOBODY, claimant):
            return None
        return HandOn(
            account_id=move.account_id,
            from_id=self.reps[giver],
            to_id=self.reps[claimant],
            let_go_at=self._let_go_at[door],
            claimed_at=move.at,
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


def _padded(row: Ints, filling: int) -> Ints:
    return np.concatenate([row, np.full(MOST_ALIKE - len(row), filling)])
