"""What a solving process is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from routes.problem import Problem
from routes.wording import Wording


@dataclass(frozen=True, slots=True, eq=False)
class SolvingTask:
    """The arguments of `planner.plan_the_day`."""

    problem: Problem
    wording: Wording
    seed: int
    iterations: int
    start: Sequence[int] | None
