"""Days made up on real roads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from bench.day.places import Places
from geo import Position
from routes.plan import Plan
from routes.problem import Break, Candidate, Problem, Window, WorkingDay
from routes.roads import RoadNetwork
from routes.wording import Wording

CANDIDATES, MUSTS = 300, 5
_HOUR = 3_600
_HOURS = (
    ((0, 9 * _HOUR),),
    ((_HOUR, 8 * _HOUR),),
    ((0, 3 * _HOUR), (5 * _HOUR, 9 * _HOUR)),
    ((2 * _HOUR, 4 * _HOUR),),
)
"Since 09:00."
_WORDING = Wording(datetime(2026, 3, 2, 8, tzinfo=UTC), ZoneInfo("Europe/Berlin"))


@dataclass(frozen=True, slots=True, eq=False)
class MadeUpDay:
    problem: Problem
    places: Sequence[Position]
    "Of the candidates, the start and the end."
    wording: Wording

    def places_of(self, plan: Plan) -> list[Position]:
        """From start to end."""
        return [self.places[-2], *(self.places[stop] for stop in plan.order), self.places[-1]]

    def at_noon(self, plan: Plan, network: RoadNetwork) -> "tuple[MadeUpDay, list[int]]":
        """The day after its third stop, and what is left of the plan's order but for the next stop."""
        passed = plan.stops[min(2, len(plan.stops) - 1)]
        gone = {stop.candidate for stop in plan.stops if stop.departs <= passed.departs}
        left = [stop for stop in plan.order if stop not in gone][1:]
        kept = [index for index in range(len(self.problem.candidates)) if index not in gone]
        here = self.places[passed.candidate]
        start = Position(here.longitude + 0.0007, here.latitude + 0.0005)
        places = [*(self.places[index] for index in kept), start, self.places[-1]]
        candidates = tuple(
            replace(self.problem.candidates[index], windows=_later(self.problem.candidates[index], passed.departs))
            for index in kept
        )
        until, stops = self.problem.day.until - passed.departs, self.problem.day.max_stops - len(gone)
        problem = Problem(candidates, network.durations(places), WorkingDay(until, stops))
        return MadeUpDay(problem, places, self.wording), [kept.index(stop) for stop in left]


def made_up_day(places: Places, network: RoadNetwork, *, seed: int) -> MadeUpDay:
    """The same for the same seed on the same roads."""
    random = np.random.default_rng(seed)
    where = places.some(CANDIDATES + 1, seed=seed)
    candidates = tuple(
        Candidate(
            name=f"{number}",
            prize=int(random.integers(10, 120)),
            service_seconds=60 * int(random.integers(10, 45)),
            windows=tuple(Window(*hours) for hours in _HOURS[int(random.integers(3 if number < MUSTS else 4))]),
            must=number < MUSTS,
        )
        for number in range(CANDIDATES)
    )
    all_places = [*where, where[-1]]
    working_day = WorkingDay(9 * _HOUR, 25, Break(3 * _HOUR, 5 * _HOUR, 45 * 60))
    return MadeUpDay(Problem(candidates, network.durations(all_places), working_day), all_places, _WORDING)


def _later(candidate: Candidate, seconds: int) -> tuple[Window, ...]:
    return tuple(Window(window.opens - seconds, window.closes - seconds) for window in candidate.windows)
