"""The question a day route answers: which candidates, in what order, within one working day.

All times are whole seconds since the day's departure, an instant: a change to or from summer time moves
windows, never arithmetic.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

UNREACHABLE = 2**40
"""A travel time, in seconds, that no day has room for; sums of a hundred of them stay exact."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """When a visit may begin, both ends included; it may end after `closes`."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer worth `prize` points, visited for `service_seconds` from an instant in one of `windows`.

    `windows` are sorted and apart; none means closed that day. A `must` is in every plan.
    """

    name: str
    prize: int
    service_seconds: int
    windows: tuple[Window, ...]
    must: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of `seconds` that begins between `earliest` and `latest`, both included.

    It is taken once, at the start or at a stop, before or after the visit there; never during a visit nor
    on the road. A day that is over by `earliest` has none.
    """

    earliest: int
    latest: int
    seconds: int


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """From 0 at the start until `until` seconds later at the end, with `max_stops` at most."""

    until: int
    max_stops: int
    break_: Break | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Candidates 0 to n-1; `durations[i, j]` is the travel time in seconds from place i to place j.

    Places 0 to n-1 are the candidates, n is the start and n + 1 the end: the matrix is (n + 2, n + 2),
    need not be symmetric, and holds UNREACHABLE where no way leads. No way past a third place is quicker than the
    direct one, so that more stops never bring the rep home earlier.
    """

    candidates: tuple[Candidate, ...]
    durations: NDArray[np.int64]
    day: WorkingDay

    @property
    def start(self) -> int:
        return len(self.candidates)

    @property
    def end(self) -> int:
        return len(self.candidates) + 1

    @property
    def musts(self) -> tuple[int, ...]:
        return tuple(index for index, candidate in enumerate(self.candidates) if candidate.must)

    def only(self, kept: tuple[int, ...], *, must: bool | None = None) -> "Problem":
        """The same day with the candidates `kept` alone, renumbered in that order; all `must` if given."""
        places = np.array([*kept, self.start, self.end])
        candidates = tuple(self.candidates[index] for index in kept)
        if must is not None:
            candidates = tuple(replace(candidate, must=must) for candidate in candidates)
        return Problem(candidates, self.durations[np.ix_(places, places)], self.day)
