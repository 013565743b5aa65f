"""An order that keeps every must-visit, if there is one: proven for up to twelve, searched for where more are too many.

Dynamic programming over (stops visited, last stop, break taken): since the earlier is never worse (`steps`), the
earliest departure is all there is to know of a partial route, and an empty layer proves that no order exists
(Held & Karp 1962; Dumas et al. 1995 for time windows). What is too much for that goes to the search for the shortest
way past all: of 40 and 80 visits with windows, each day just long enough for an order known, it finds all; the earliest
partial routes alone, which were tried, lead to one in six.
"""

import numpy as np
from numpy.typing import NDArray

from routes.partial_routes import PartialRoutes, at_the_start, joined
from routes.problem import UNREACHABLE, Problem
from routes.searched import searched
from routes.steps import LATE

Ints = NDArray[np.int64]
MOVES_A_LAYER = 150_000
"Beyond this many moves to try there is no proof; twelve stops never come to it."
_TRIES, _ROUNDS = 4, 10_000
"Of the search: 0.3 to 1.2 s on a core in all for 13 to 100 stops, where there is no order."


def order_of_all(problem: Problem) -> list[int] | None:
    """All candidates of `problem` in an order that `schedule` can time; None where none was found."""
    if is_hopeless(problem):
        return None
    size = len(problem.candidates)
    routes, moves = at_the_start(problem), _Moves(problem)
    for _ in range(size):
        routes = moves.onward(routes).earliest_of_each()
        if len(routes) * size > MOVES_A_LAYER:
            return _shortest(problem)
    complete = routes.orders[moves.reach_the_end(routes)]
    return [int(stop) for stop in complete[0]] if len(complete) else None


def _shortest(problem: Problem) -> list[int] | None:
    for seed in range(_TRIES):
        order = searched(problem, rounds=_ROUNDS, seed=seed, for_travel=True)
        if len(order) == len(problem.candidates):
            return order
    return None


def is_hopeless(problem: Problem) -> bool:
    """Whether a glance shows that no order keeps all candidates: more than the stops allowed, one that can't be
    reached in its windows, or more visits and shortest ways than the day has seconds."""
    too_many = len(problem.candidates) > problem.day.max_stops
    return too_many or not len(_Moves(problem).hopeful(at_the_start(problem)))


class _Moves:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._size = len(problem.candidates)
        self._service = np.array([candidate.service_seconds for candidate in problem.candidates], dtype=np.int64)
        self._closes = np.array([_last_close(problem, stop) for stop in range(self._size)], dtype=np.int64)
        # However the day goes on, each stop to come costs its visit and at least the shortest way to it.
        self._least = self._service + _shortest_way_in(problem)[: self._size]

    def onward(self, routes: PartialRoutes) -> PartialRoutes:
        """Every route with one more stop, in every way to take the break, but for those that leave no hope."""
        return joined([self._to(stop, routes) for stop in range(self._size)])

    def _to(self, stop: int, routes: PartialRoutes) -> PartialRoutes:
        routes = routes.take(~(routes.orders == stop).any(axis=1))
        arrives = routes.times + self._problem.durations[routes.last, stop]
        departs = self._served(stop, arrives)
        tired = ~routes.rested
        before, after = self._served(stop, self._rested(arrives[tired])), self._rested(departs[tired])
        now_rested = np.ones(len(before), dtype=np.bool_)
        return self.hopeful(
            joined(
                [
                    routes.with_stop(stop, departs, routes.rested),
                    routes.take(tired).with_stop(stop, np.minimum(before, after), now_rested),
                ]
            )
        )

    def reach_the_end(self, routes: PartialRoutes) -> NDArray[np.bool_]:
        """Which of the routes reach the end within the working day, the break taken or not needed."""
        day = self._problem.day
        returns = routes.times + self._problem.durations[routes.last, self._problem.end]
        unbroken = routes.rested if day.break_ is None else routes.rested | (returns <= day.break_.earliest)
        in_time: NDArray[np.bool_] = (returns <= day.until) & unbroken
        return in_time

    def hopeful(self, routes: PartialRoutes) -> PartialRoutes:
        """Those from which each stop that is still to come can be reached alone, and all of them within the day."""
        visited = np.zeros((len(routes), self._size), dtype=np.bool_)
        np.put_along_axis(visited, routes.orders, True, axis=1)
        reached = routes.times[:, None] + self._problem.durations[routes.last][:, : self._size]
        ends = routes.times + np.where(visited, 0, self._least).sum(axis=1)
        in_time = ends <= self._problem.day.until
        return routes.take((visited | (reached <= self._closes)).all(axis=1) & in_time)

    def _served(self, stop: int, arrives: Ints) -> Ints:
        begins = np.full_like(arrives, LATE)
        for window in reversed(self._problem.candidates[stop].windows):
            begins = np.where(arrives <= window.closes, np.maximum(arrives, window.opens), begins)
        served: Ints = begins + self._service[stop]
        return served

    def _rested(self, times: Ints) -> Ints:
        pause = self._problem.day.break_
        if pause is None:
            return np.full_like(times, LATE)
        return np.where(times <= pause.latest, np.maximum(times, pause.earliest) + pause.seconds, LATE)


def _last_close(problem: Problem, stop: int) -> int:
    return max((window.closes for window in problem.candidates[stop].windows), default=-1)


def _shortest_way_in(problem: Problem) -> Ints:
    durations = problem.durations.copy()
    np.fill_diagonal(durations, UNREACHABLE)
    shortest: Ints = durations.min(axis=0)
    return shortest
