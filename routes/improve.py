"""The last hand on a route: nothing worth more is left outside for want of a better place.

Every step raises the prize, or shortens the travel at the same prize; so it ends, and in the same place for the
same route.
"""

from collections.abc import Sequence

import numpy as np

from routes.insertion import cheapest_insertions
from routes.problem import Problem


def improve(problem: Problem, order: Sequence[int]) -> list[int]:
    """A route that can be kept, brought to where no candidate can enter for less than its worth and no stop moves
    to a shorter place."""
    better: list[int] | None = list(order)
    while better is not None:
        improved = better
        better = _with_one_more(problem, improved) or _with_one_moved(problem, improved)
    return improved


def filled(problem: Problem, order: Sequence[int]) -> list[int]:
    """A route that can be kept, brought to where no candidate can enter for less than its worth."""
    fuller: list[int] | None = list(order)
    while fuller is not None:
        order = fuller
        fuller = _with_one_more(problem, list(order))
    return list(order)


def _with_one_more(problem: Problem, order: list[int]) -> list[int] | None:
    """The route with the candidate that gains most, the least travel among equals; None where none gains."""
    ways = cheapest_insertions(problem, order)
    prizes = np.array([candidate.prize for candidate in problem.candidates], dtype=np.int64)
    gains = prizes - ways.lost
    gains[order] = -1
    best = max(range(len(prizes)), key=lambda candidate: (gains[candidate], -ways.added[candidate]), default=None)
    if best is None or (gains[best], -ways.added[best]) <= (0, 0):
        return None
    return ways.into(order, best)


def _with_one_moved(problem: Problem, order: list[int]) -> list[int] | None:
    """The route with one stop moved to where it shortens the travel; None where every stop lies best."""
    route = problem.only(tuple(order))
    for stop in range(len(order)):
        rest, detour = [*range(stop), *range(stop + 1, len(order))], _detour(route, stop)
        if _least_detour(route, rest, stop) >= detour:
            continue  # seen at a glance, which spares long routes most of the work
        ways = cheapest_insertions(route, rest, most_lost=0)
        moved = ways.into(rest, stop)
        if ways.lost[stop] == 0 and len(moved) == len(order) and ways.added[stop] < detour:
            return [order[position] for position in moved]
    return None


def _least_detour(route: Problem, rest: Sequence[int], stop: int) -> int:
    """Travel that the stop costs wherever it lies best among `rest`, whether it can be visited then or not."""
    places, legs = np.array([route.start, *rest, route.end]), route.durations
    before, after = places[:-1], places[1:]
    return int((legs[before, stop] + legs[stop, after] - legs[before, after]).min())


def _detour(route: Problem, stop: int) -> int:
    """Travel that the stop costs where it lies, in a problem whose candidates are visited in their own order."""
    before = stop - 1 if stop > 0 else route.start
    after = stop + 1 if stop + 1 < len(route.candidates) else route.end
    legs = route.durations
    return int(legs[before, stop] + legs[stop, after] - legs[before, after])
