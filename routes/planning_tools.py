"""What a planning verb works with, beside the database: roads, and somebody who solves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from routes.planner import MustsInConflict, PlannedDay
from routes.problem import Problem
from routes.roads import RoadNetworks
from routes.wording import Wording


class Solve(Protocol):
    """`planner.plan_the_day`, wherever it is carried out. Raises SolversBusy where nobody has time for it."""

    def __call__(
        self, problem: Problem, wording: Wording, *, seed: int, iterations: int, start: Sequence[int] | None
    ) -> PlannedDay | MustsInConflict: ...


@dataclass(frozen=True, slots=True)
class PlanningTools:
    networks: RoadNetworks
    solve: Solve
