"""An order that keeps every must-visit, if there is one: proven for up to twelve, a wide beam beyond.

Dynamic programming over (stops visited, last stop, break taken): since the earlier is never worse (`steps`), the
earliest departure is all there is to know of a state, and without a cut an empty layer proves that no order
exists (Held & Karp 1962; Dumas et al. 1995 for time windows).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import floyd_warshall

from routes.problem import Problem
from routes.steps import LATE

Ints = NDArray[np.int64]
MOVES_A_LAYER = 150_000
"Beyond this many moves to try, the latest states are cut; twelve stops never come to it."


def order_of_all(problem: Problem) -> list[int] | None:
    """All candidates of `problem` in an order that `schedule` can time; None where none was found."""
    size = len(problem.candidates)
    if size > problem.day.max_stops:
        return None
    states, moves = _start(problem), _Moves(problem)
    for _ in range(size):
        states = _earliest_of_each(moves.from_(states))
        states = states.take(np.arange(len(states.times))[: MOVES_A_LAYER // size])
    ends = moves.to_the_end(states)
    return [int(stop) for stop in states.orders[ends[0]]] if ends.size else None


@dataclass(frozen=True, slots=True, eq=False)
class _States:
    """Routes so far, as rows: the stops in order, when the last is left, and whether the break is behind."""

    orders: Ints
    last: Ints
    times: Ints
    taken: NDArray[np.bool_]

    def take(self, rows: Ints) -> "_States":
        return _States(self.orders[rows], self.last[rows], self.times[rows], self.taken[rows])


def _start(problem: Problem) -> _States:
    pause = problem.day.break_
    times = [0] if pause is None else [0, pause.earliest + pause.seconds]
    rows = len(times)
    return _States(
        orders=np.empty((rows, 0), dtype=np.int64),
        last=np.full(rows, problem.start),
        times=np.array(times, dtype=np.int64),
        taken=np.array([True] if pause is None else [False, True]),
    )


def _earliest_of_each(states: _States) -> _States:
    """Of the routes over the same stops to the same last one only the earliest, and the earliest first."""
    states = states.take(np.argsort(states.times, kind="stable"))
    kinds = np.column_stack((np.sort(states.orders, axis=1), states.last, states.taken))
    _, first = np.unique(kinds, axis=0, return_index=True)
    return states.take(np.sort(first))


class _Moves:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        size = len(problem.candidates)
        self._service = np.array([candidate.service_seconds for candidate in problem.candidates], dtype=np.int64)
        self._closes = np.array([_last_close(problem, stop) for stop in range(size)], dtype=np.int64)
        self._shortest = floyd_warshall(problem.durations).astype(np.int64)

    def from_(self, states: _States) -> _States:
        """Every route with one more stop, in every way to take the break, but for those that leave no hope."""
        return _joined([self._to(stop, states) for stop in range(len(self._problem.candidates))])

    def _to(self, stop: int, states: _States) -> _States:
        unvisited = ~(states.orders == stop).any(axis=1)
        states = states.take(np.flatnonzero(unvisited))
        arrives = states.times + self._problem.durations[states.last, stop]
        due = ~states.taken
        straight = self._served(stop, arrives)
        ways = [
            (states, straight, states.taken),
            (states.take(np.flatnonzero(due)), self._served(stop, self._rested(arrives[due])), None),
            (states.take(np.flatnonzero(due)), self._rested(straight[due]), None),
        ]
        return self._hopeful(_joined([_extended(rows, stop, times, taken) for rows, times, taken in ways]))

    def to_the_end(self, states: _States) -> Ints:
        """Rows of the routes that reach the end within the working day, the break taken or not needed."""
        day = self._problem.day
        returns = states.times + self._problem.durations[states.last, self._problem.end]
        unbroken = states.taken | (returns <= day.break_.earliest if day.break_ else False)
        return np.flatnonzero((returns <= day.until) & unbroken)

    def _hopeful(self, states: _States) -> _States:
        """Those from which each stop that is still to come can be reached alone, and the end after all visits."""
        size = len(self._problem.candidates)
        visited = np.zeros((len(states.times), size), dtype=np.bool_)
        np.put_along_axis(visited, states.orders, True, axis=1)
        reached = states.times[:, None] + self._shortest[states.last][:, :size]
        hope = (visited | (reached <= self._closes)).all(axis=1)
        ends = states.times + np.where(visited, 0, self._service).sum(axis=1)
        hope &= ends + self._shortest[states.last, self._problem.end] <= self._problem.day.until
        return states.take(np.flatnonzero(hope))

    def _served(self, stop: int, arrives: Ints) -> Ints:
        begins = np.full_like(arrives, LATE)
        for window in reversed(self._problem.candidates[stop].windows):
            begins = np.where(arrives <= window.closes, np.maximum(arrives, window.opens), begins)
        return begins + self._service[stop]

    def _rested(self, times: Ints) -> Ints:
        pause = self._problem.day.break_
        if pause is None:
            return np.full_like(times, LATE)
        return np.where(times <= pause.latest, np.maximum(times, pause.earliest) + pause.seconds, LATE)


def _extended(states: _States, stop: int, times: Ints, taken: NDArray[np.bool_] | None) -> _States:
    """The routes with `stop` behind them, left at `times`; None: with the break taken on this occasion."""
    rows = len(times)
    orders = np.column_stack((states.orders, np.full(rows, stop)))
    return _States(orders, np.full(rows, stop), times, np.ones(rows, dtype=np.bool_) if taken is None else taken)


def _joined(parts: list[_States]) -> _States:
    return _States(
        orders=np.concatenate([part.orders for part in parts]),
        last=np.concatenate([part.last for part in parts]),
        times=np.concatenate([part.times for part in parts]),
        taken=np.concatenate([part.taken for part in parts]),
    )


def _last_close(problem: Problem, stop: int) -> int:
    return max((window.closes for window in problem.candidates[stop].windows), default=-1)
