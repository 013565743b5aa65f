"""python -m bench.day EXTRACT…: matrices, plans and replans of made-up days on each extract's roads.

A day has 300 candidates at real junctions, opening hours of four kinds (unknown, shop, two shifts, short), five of them
must-visits, and a break. Every plan is checked against the engine's own times asked for anew.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.day.days import MadeUpDay, made_up_day
from bench.day.places import Places
from core.garbage import keep_for_good
from routes import TravelMode, build_graph
from routes.planner import PlannedDay, plan_the_day
from routes.problem import Problem, Window
from routes.roads import RoadNetwork
from routes.solver import ITERATIONS, REPLAN_ITERATIONS

_DAYS, _PLACES = 20, 200
T = TypeVar("T")


@dataclass(slots=True)
class _Times:
    """Milliseconds of each try."""

    cold: list[float]
    cached: list[float]
    matrix: list[float]
    plan: list[float]
    replan: list[float]


def main(extracts: list[Path]) -> None:
    console = Console()
    shown = Table("Roads", "what", "median ms", "p95 ms", title=f"Load average {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as roads:
        for extract in extracts:
            name = extract.name.split(".")[0].lower()
            graph = build_graph(
                extract, TravelMode.DRIVING, name=name, roads=Path(roads), threads=2, tell=lambda _: None
            )
            for what, tries in _measured(RoadNetwork(graph)).items():
                shown.add_row(name, what, f"{np.median(tries):.1f}", f"{np.quantile(tries, 0.95):.1f}")
    console.print(shown)


def _measured(network: RoadNetwork) -> dict[str, list[float]]:
    places, times = Places(network), _Times([], [], [], [], [])
    warm_up = made_up_day(places, network, seed=999)
    plan_the_day(warm_up.problem, warm_up.wording, seed=1)
    keep_for_good()  # as the server's processes do
    for seed in range(_DAYS):
        some = places.some(_PLACES, seed=1_000 + seed)
        times.cold.append(_timed(lambda some=some: network.durations(some))[0])  # type: ignore[misc]
        times.cached.append(_timed(lambda some=some: network.durations(some))[0])  # type: ignore[misc]
        _plan_and_replan(places, network, seed, times)
    return {
        f"{_PLACES} by {_PLACES} cold": times.cold,
        f"{_PLACES} by {_PLACES} cached": times.cached,
        "302 by 302 cold": times.matrix,
        "plan with cold matrix": times.plan,
        "replan with cached matrix": times.replan,
    }


def _plan_and_replan(places: Places, network: RoadNetwork, seed: int, times: _Times) -> None:
    matrix, day = _timed(lambda: made_up_day(places, network, seed=seed))
    took, planned = _timed(lambda: plan_the_day(day.problem, day.wording, seed=1, iterations=ITERATIONS))
    assert isinstance(planned, PlannedDay), "its must-visits can be kept"
    _replay(day, planned, network)
    drawn = _timed(lambda: network.way(day.places_of(planned.plan)))[0]
    times.matrix.append(matrix)
    times.plan.append(matrix + took + drawn)
    times.replan.append(_timed(lambda: _replan(day, planned, network))[0])


def _replan(day: MadeUpDay, planned: PlannedDay, network: RoadNetwork) -> None:
    """From the third stop on, the fourth skipped, at another place than any that the engine was asked of."""
    rest, start = day.at_noon(planned.plan, network)
    again = plan_the_day(rest.problem, rest.wording, seed=1, iterations=REPLAN_ITERATIONS, start=start)
    if isinstance(again, PlannedDay):
        network.way(rest.places_of(again.plan))


def _replay(day: MadeUpDay, planned: PlannedDay, network: RoadNetwork) -> None:
    """Drive the plan by times that a fresh engine says: every must in, every window kept, home in time."""
    fresh = RoadNetwork(network.graph)
    durations = fresh.durations(day.places_of(planned.plan))
    clock, pause = 0, planned.plan.break_
    for number, stop in enumerate(planned.plan.stops):
        clock += int(durations[number, number + 1])
        if pause is not None and pause.ends <= stop.begins and pause.begins >= _left(planned, number):
            clock = max(clock, pause.ends)
        assert clock <= stop.begins, "a stop is reached late"
        assert any(window.opens <= stop.begins <= window.closes for window in _windows(day.problem, stop.candidate))
        clock = stop.departs
    assert clock + int(durations[-2, -1]) <= planned.plan.returns <= day.problem.day.until
    assert set(day.problem.musts) <= set(planned.plan.order)


def _left(planned: PlannedDay, number: int) -> int:
    return planned.plan.stops[number - 1].departs if number else 0


def _windows(problem: Problem, candidate: int) -> tuple[Window, ...]:
    return problem.candidates[candidate].windows


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    done = work()
    return (time.perf_counter() - began) * 1000, done


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
