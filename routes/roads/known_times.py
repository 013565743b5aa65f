"""What a road engine has said of pairs of places: a bounded memory, read in one piece for a whole day."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_FIRST_SIZE = 512
MOST_PLACES = 2_048
"Held at once, 16 MiB of pairs; beyond that those that weren't asked for longest go."

Indexes = NDArray[np.int64]


class KnownTimes:
    """Travel times in seconds between places that are numbered as they come; NaN where nobody has asked yet.

    Not to be used by two threads at once.
    """

    def __init__(self, most: int = MOST_PLACES) -> None:
        self._most = most
        self._seconds = np.full((min(_FIRST_SIZE, most),) * 2, np.nan, dtype=np.float32)
        self._asked = np.zeros(len(self._seconds), dtype=np.int64)
        self._numbers: dict[object, int] = {}
        self._keys: list[object] = []
        self._clock = 0

    def numbers(self, keys: Sequence[object]) -> Indexes:
        """The number of each key, old or new; those of one call never drive out each other.

        Raises ValueError for more keys than can be held.
        """
        if len(set(keys)) > self._most:
            raise ValueError(f"{len(set(keys))} places are more than {self._most}.")
        self._clock += 1
        for key in keys:
            number = self._numbers.get(key)
            if number is not None:
                self._asked[number] = self._clock
        return np.array([self._number(key) for key in keys], dtype=np.int64)

    def between(self, numbers: Indexes) -> NDArray[np.float64]:
        """(n, n) seconds: inf where no way leads, NaN where unknown."""
        known: NDArray[np.float64] = self._seconds[np.ix_(numbers, numbers)].astype(np.float64)
        return known

    def learn(self, sources: Indexes, destinations: Indexes, seconds: NDArray[np.float64]) -> None:
        self._seconds[np.ix_(sources, destinations)] = seconds

    def _number(self, key: object) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._place()
            self._numbers[key] = number
            self._keys[number] = key
        self._asked[number] = self._clock
        return number

    def _place(self) -> int:
        """A free number: a new one while there is room, else the one not asked for longest."""
        if len(self._keys) < self._most:
            self._keys.append(None)
            if len(self._keys) > len(self._seconds):
                self._grow()
            return len(self._keys) - 1
        oldest = int(self._asked.argmin())
        del self._numbers[self._keys[oldest]]
        self._seconds[oldest, :] = self._seconds[:, oldest] = np.nan
        return oldest

    def _grow(self) -> None:
        old, size = len(self._seconds), min(2 * len(self._seconds), self._most)
        seconds = np.full((size, size), np.nan, dtype=np.float32)
        seconds[:old, :old] = self._seconds
        self._seconds = seconds
        self._asked = np.concatenate((self._asked, np.zeros(size - old, dtype=np.int64)))


def unasked(known: NDArray[np.float64]) -> list[int]:
    """The few places whose rows and columns hold every NaN of a matrix, those with most first."""
    missing = np.isnan(known)
    chosen: list[int] = []
    while missing.any():
        worst = int((missing.sum(axis=0) + missing.sum(axis=1)).argmax())
        missing[worst, :] = missing[:, worst] = False
        chosen.append(worst)
    return chosen
