"""The best route of one rep's day: every must-visit, then as much prize as the day holds, then little travel."""

from collections.abc import Sequence

from routes.improve import improve
from routes.must_order import is_hopeless, order_of_all
from routes.plan import Plan
from routes.problem import Problem
from routes.schedule import schedule
from routes.searched import searched

SOLVER_VERSION = "ruin-recreate-2"
ITERATIONS = 1_000
"Rounds of ruin and recreate: 0.2 to 0.5 s on a core for 300 candidates."
REPLAN_ITERATIONS = 80
"From a warm start, which is searched around."


def solve(
    problem: Problem, *, seed: int = 0, iterations: int = ITERATIONS, start: Sequence[int] | None = None
) -> Plan | None:
    """A plan with all musts; None where none was found, which is proof that there is none for up to twelve musts.

    `start`: an order to begin from, of which what can't be kept is dropped. The same problem, seed, iterations and
    start give the same plan: no clock is read.
    """
    musts = problem.musts
    if is_hopeless(problem.only(musts)):
        return None
    found = searched(problem, rounds=iterations, seed=seed, start=start)
    if not set(musts) <= set(found):
        order = order_of_all(problem.only(musts))
        if order is None:
            return None
        found = _around(problem, [musts[position] for position in order], iterations=iterations, seed=seed)
    return schedule(problem, improve(problem, found))


def _around(problem: Problem, musts: list[int], *, iterations: int, seed: int) -> list[int]:
    """What is found from an order of all musts; that order where the search could take up only part of it."""
    found = searched(problem, rounds=iterations, seed=seed, start=musts)
    return found if set(musts) <= set(found) else musts
