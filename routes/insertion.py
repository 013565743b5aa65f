"""What it takes to bring a candidate into a route: exactly, for all candidates and all places at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routes.clocks import Clock, departures, latest_arrivals
from routes.problem import Problem
from routes.steps import LATE

Ints = NDArray[np.int64]
NEVER = 2**30
"Prize lost where a candidate can't be brought in at all."
_LOST = 2**22
"Weight of a point of prize against a second of travel: no day is that long."


@dataclass(frozen=True, slots=True, eq=False)
class Insertions:
    """For each candidate its cheapest way in: between the places `after` and `before` of the route.

    Place 0 is the start, k the k-th stop, the last one the end. The stops between the two give way, and
    `lost` is their prize: NEVER where there is no way in. Among ways that lose the same, the one with the least
    `added` travel in seconds. Candidates of the route itself are answered as if visited twice: leave them aside.
    """

    lost: Ints
    added: Ints
    after: Ints
    before: Ints

    def into(self, order: Sequence[int], candidate: int) -> list[int]:
        """`order` with the candidate brought in."""
        return [*order[: self.after[candidate]], candidate, *order[self.before[candidate] - 1 :]]

    def replaced(self, order: Sequence[int], candidate: int) -> Sequence[int]:
        """The stops of `order` that give way to the candidate."""
        return order[self.after[candidate] : self.before[candidate] - 1]


def cheapest_insertions(problem: Problem, order: Sequence[int], *, most_lost: int = NEVER - 1) -> Insertions:
    """The cheapest way of every candidate into a route that can be kept, giving up no must and `most_lost` at most.

    A candidate fits between two places if, leaving the one at its earliest, it is served and the other still
    reached by its latest; tried for every pair of places.
    """
    return _Search(problem, order, most_lost).cheapest()


class _Search:
    def __init__(self, problem: Problem, order: Sequence[int], most_lost: int) -> None:
        self._problem = problem
        self._size = len(problem.candidates)
        self._route = np.array([problem.start, *order, problem.end])
        self._leaves = departures(problem, order)
        arrivals = latest_arrivals(problem, order)
        self._due_by = np.array([clock.due for clock in arrivals])
        self._taken_by = np.array([clock.taken for clock in arrivals])
        legs = problem.durations[self._route[:-1], self._route[1:]]
        self._travelled = np.concatenate(([0], np.cumsum(legs)))
        self._lost = _lost_between(problem, order, most_lost)
        self._opens, self._closes = _windows(problem)
        self._service = np.array([candidate.service_seconds for candidate in problem.candidates], dtype=np.int64)

    def cheapest(self) -> Insertions:
        cost = np.full(self._size, NEVER * _LOST, dtype=np.int64)
        after, before = np.zeros_like(cost), np.zeros_like(cost)
        for place in range(len(self._route) - 1):
            befores = np.flatnonzero(self._lost[place] < NEVER)
            if befores.size:
                costs = self._costs(place, befores)
                way = costs.argmin(axis=1)
                least = costs[np.arange(self._size), way]
                better = least < cost
                cost[better], after[better], before[better] = least[better], place, befores[way[better]]
        lost = (cost + _LOST // 2) // _LOST
        return Insertions(lost, cost - lost * _LOST, after, before)

    def _costs(self, place: int, befores: Ints) -> Ints:
        """Of every candidate (rows) between `place` and each of `befores`: prize lost and, far below it, travel."""
        here, there = self._route[place], self._route[befores]
        outward = self._problem.durations[here, : self._size]
        onward = self._problem.durations[: self._size, there]
        due, taken = self._served(self._leaves[place], outward)
        fits = due[:, None] + onward <= self._due_by[befores]
        fits |= taken[:, None] + onward <= self._taken_by[befores]
        replaced = self._travelled[befores] - self._travelled[place]
        costs = self._lost[place, befores] * _LOST + outward[:, None] + onward - replaced
        return np.where(fits, costs, NEVER * _LOST)

    def _served(self, leaves: Clock, outward: Ints) -> tuple[Ints, Ints]:
        """When every candidate is served by a rep who leaves at `leaves`: with the break due, with it taken."""
        due, taken = leaves.due + outward, np.minimum(leaves.taken + outward, self._rested(leaves.due + outward))
        due, taken = self._begins(due) + self._service, self._begins(taken) + self._service
        return due, np.minimum(taken, self._rested(due))

    def _begins(self, arrives: Ints) -> Ints:
        begins = np.maximum(arrives[:, None], self._opens)
        earliest: Ints = np.where(arrives[:, None] <= self._closes, begins, LATE).min(axis=1)
        return earliest

    def _rested(self, time: Ints) -> Ints:
        pause = self._problem.day.break_
        if pause is None:
            return np.full_like(time, LATE)
        return np.where(time <= pause.latest, np.maximum(time, pause.earliest) + pause.seconds, LATE)


def _lost_between(problem: Problem, order: Sequence[int], most_lost: int) -> Ints:
    """`[i, j]`: the prize of the stops between the places i < j; NEVER where they may not give way to one more."""
    prizes = [problem.candidates[candidate].prize for candidate in order]
    musts = [problem.candidates[candidate].must for candidate in order]
    size = len(order) + 2
    lost = np.full((size, size), NEVER, dtype=np.int64)
    for i in range(size - 1):
        for j in range(i + 1, size):
            given_up = sum(prizes[i : j - 1])
            if any(musts[i : j - 1]) or given_up > most_lost:
                break
            if len(order) - (j - i - 1) < problem.day.max_stops:
                lost[i, j] = given_up
    return lost


def _windows(problem: Problem) -> tuple[Ints, Ints]:
    """Opening and closing of the candidates' windows, (n, most windows); those that a candidate lacks never open."""
    width = max((len(candidate.windows) for candidate in problem.candidates), default=0) or 1
    opens = np.full((len(problem.candidates), width), LATE, dtype=np.int64)
    closes = np.full_like(opens, -1)
    for row, candidate in enumerate(problem.candidates):
        for column, window in enumerate(candidate.windows):
            opens[row, column], closes[row, column] = window.opens, window.closes
    return opens, closes
