"""A good route from PyVRP, an iterated local search for vehicle routing with prizes and time windows.

PyVRP knows no breaks: it plans in a day from which the break's time is cut out, as if it stopped the clock at
its earliest moment. What it then finds can nearly always be kept with the real break, which waits for the visit
or drive under way; `schedule` has the last word.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyvrp import Client, ClientGroup, Depot, Location, ProblemData, VehicleType
from pyvrp.IteratedLocalSearch import IteratedLocalSearchParams
from pyvrp.search import NeighbourhoodParams
from pyvrp.solve import SolveParams, solve
from pyvrp.stop import MaxIterations

from routes.problem import Problem, Window

_PRIZE_ARCS = 3
"""The greatest prize in longest arcs: less, and stops are traded for shorter ways; more, and the search is blunt
(measured on 48 OPTW instances, 2,000 iterations: mean gap 3.7 % at 1, 2.3 % at 3)."""
_SHORT_SEARCH = SolveParams(
    ils=IteratedLocalSearchParams(history_length=20), neighbourhood=NeighbourhoodParams(num_neighbours=80)
)
"""PyVRP's own choice is made for minutes. With a shorter memory and more neighbours a second gives what twelve do
otherwise (measured on 16 days of 300 candidates: 2.8 % more prize after 1,500 iterations)."""


def pyvrp_route(problem: Problem, *, seed: int, iterations: int) -> list[int]:
    """Candidates in order of visit; the same for the same seed and iterations. It may break the real day's rules."""
    copies = [(index, window) for index in range(len(problem.candidates)) for window in _windows(problem, index)]
    if not copies:
        return []
    data = _problem_data(problem, copies)
    best = solve(data, MaxIterations(iterations), seed=seed, collect_stats=False, params=_SHORT_SEARCH).best
    return [copies[activity.idx][0] for route in best.routes() for activity in route if activity.is_client()]


def _problem_data(problem: Problem, copies: list[tuple[int, Window]]) -> ProblemData:
    durations: Any = _durations(problem)  # the stubs ask for ndarray[int], which no array is
    groups = _groups(problem, copies)
    return ProblemData(
        locations=[Location(0, 0) for _ in durations],
        clients=list(_clients(problem, copies, groups, int(durations.max()))),
        depots=[Depot(problem.start), Depot(problem.end)],
        vehicle_types=[
            VehicleType(
                capacity=[problem.day.max_stops], start_depot=0, end_depot=1, tw_early=0, tw_late=_day_seconds(problem)
            )
        ],
        distance_matrices=[durations],
        duration_matrices=[durations],
        groups=list(groups.values()),
    )


def _clients(
    problem: Problem, copies: list[tuple[int, Window]], groups: dict[int, ClientGroup], longest_arc: int
) -> Iterator[Client]:
    """A client for every window of a candidate; those of the same candidate exclude each other."""
    most = max(candidate.prize for candidate in problem.candidates)
    numbers = {index: number for number, index in enumerate(groups)}
    for index, window in copies:
        candidate = problem.candidates[index]
        yield Client(
            location=index,
            delivery=[1],
            service_duration=candidate.service_seconds,
            tw_early=max(0, window.opens),
            tw_late=window.closes,
            prize=candidate.prize * _PRIZE_ARCS * longest_arc // most,
            required=candidate.must and index not in groups,
            group=numbers.get(index),
        )


def _groups(problem: Problem, copies: list[tuple[int, Window]]) -> dict[int, ClientGroup]:
    clients: dict[int, list[int]] = {}
    for client, (index, _) in enumerate(copies):
        clients.setdefault(index, []).append(client)
    return {
        index: ClientGroup(members, required=problem.candidates[index].must)
        for index, members in clients.items()
        if len(members) > 1
    }


def _durations(problem: Problem) -> NDArray[np.int64]:
    """No arc longer than the day, which nothing has room for; the diagonal zero, as PyVRP wants it."""
    durations = np.minimum(problem.durations, problem.day.until + 1)
    np.fill_diagonal(durations, 0)
    return durations


def _windows(problem: Problem, index: int) -> Iterator[Window]:
    """The candidate's windows within the working day, on the clock that stands still during the break."""
    pause, until = problem.day.break_, problem.day.until
    for window in problem.candidates[index].windows:
        opens, closes = max(0, window.opens), min(until, window.closes)
        if pause is None:
            cut = [(opens, closes)]
        else:
            ends = pause.earliest + pause.seconds
            before = (opens, min(closes, pause.earliest))
            after = (max(opens, ends) - pause.seconds, closes - pause.seconds)
            cut = [(before[0], after[1])] if opens <= pause.earliest and closes >= ends else [before, after]
        yield from (Window(*piece) for piece in cut if piece[0] <= piece[1])


def _day_seconds(problem: Problem) -> int:
    pause, until = problem.day.break_, problem.day.until
    return until if pause is None else until - pause.seconds
