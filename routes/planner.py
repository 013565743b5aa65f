"""The judge of a day: from a problem to a plan that was checked, and why the others are not in it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from routes.check_plan import check_plan
from routes.left_out import LeftOut, left_out
from routes.must_conflict import must_conflict
from routes.plan import Plan
from routes.problem import Break, Problem
from routes.solver import ITERATIONS, solve
from routes.wording import Wording


@dataclass(frozen=True, slots=True)
class PlannedDay:
    plan: Plan
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class MustsInConflict:
    """No plan keeps every must-visit."""

    conflicts: tuple[LeftOut, ...]


def plan_the_day(
    problem: Problem,
    wording: Wording,
    *,
    seed: int = 0,
    iterations: int = ITERATIONS,
    start: Sequence[int] | None = None,
) -> PlannedDay | MustsInConflict:
    """The best plan found, with every must-visit; `start` is an order to begin with.

    Where the musts can't be kept with the break as early as asked, it may begin as late as the day allows.
    Raises BrokenPlan where the search has a bug.
    """
    pause = problem.day.break_
    days = [problem] if pause is None else [problem, _with_late_break(problem, pause)]
    for day in days:
        plan = solve(day, seed=seed, iterations=iterations, start=start)
        if plan is not None:
            check_plan(day, plan)
            return PlannedDay(plan, left_out(day, plan.order, wording))
    return MustsInConflict(must_conflict(days[-1], wording, seed=seed))


def _with_late_break(problem: Problem, pause: Break) -> Problem:
    late = replace(pause, latest=max(pause.latest, problem.day.until - pause.seconds))
    return replace(problem, day=replace(problem.day, break_=late))
