"""Many routes that have been begun, as rows of arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routes.problem import Problem

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class PartialRoutes:
    """`orders[r]`: the stops of route r so far; `last`, `times`: which place it leaves, and when; `rested`: whether
    the break is behind it, or there is none."""

    orders: Ints
    last: Ints
    times: Ints
    rested: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.times)

    def take(self, rows: Ints | NDArray[np.bool_] | slice) -> "PartialRoutes":
        return PartialRoutes(self.orders[rows], self.last[rows], self.times[rows], self.rested[rows])

    def with_stop(self, stop: int, times: Ints, rested: NDArray[np.bool_]) -> "PartialRoutes":
        """The routes with one more stop, left at `times`."""
        last = np.full(len(self), stop)
        return PartialRoutes(np.column_stack((self.orders, last)), last, times, rested)

    def earliest_of_each(self) -> "PartialRoutes":
        """Of the routes over the same stops to the same last one, the break taken or not, only the earliest; and the
        earliest of all first."""
        by_time = self.take(np.argsort(self.times, kind="stable"))
        kinds = np.column_stack((np.sort(by_time.orders, axis=1), by_time.last, by_time.rested))
        _, first = np.unique(kinds, axis=0, return_index=True)
        return by_time.take(np.sort(first))


def at_the_start(problem: Problem) -> PartialRoutes:
    """The route that leaves at once and, where there is a break, the one that takes it first."""
    pause = problem.day.break_
    times = [0] if pause is None else [0, pause.earliest + pause.seconds]
    return PartialRoutes(
        orders=np.empty((len(times), 0), dtype=np.int64),
        last=np.full(len(times), problem.start),
        times=np.array(times, dtype=np.int64),
        rested=np.array([pause is None, True][: len(times)]),
    )


def joined(parts: Sequence[PartialRoutes]) -> PartialRoutes:
    return PartialRoutes(
        orders=np.concatenate([part.orders for part in parts]),
        last=np.concatenate([part.last for part in parts]),
        times=np.concatenate([part.times for part in parts]),
        rested=np.concatenate([part.rested for part in parts]),
    )
