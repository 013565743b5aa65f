"""The best route that was found: every must-visit, then as much prize as the day holds, then little travel."""

from collections.abc import Sequence

from routes.improve import improve
from routes.must_order import is_hopeless, order_of_all
from routes.plan import Plan
from routes.problem import Problem
from routes.pyvrp_search import pyvrp_route
from routes.schedule import schedule

SOLVER_VERSION = "pyvrp-insertion-1"
ITERATIONS = 1_000
"Of PyVRP: about 0.4 s for 300 candidates."


def solve(problem: Problem, *, seed: int = 0, iterations: int = ITERATIONS) -> Plan | None:
    """A plan with all musts; None where none was found, which is proof that there is none for up to twelve musts.

    The same problem, seed and iterations give the same plan: no clock is read.
    """
    if is_hopeless(problem.only(problem.musts)):
        return None
    wished = pyvrp_route(problem, seed=seed, iterations=iterations)
    musts = _musts_in_order(problem, wished)
    if musts is None:
        return None
    kept = wished if set(musts) <= set(wished) and schedule(problem, wished) else _what_fits(problem, musts, wished)
    return schedule(problem, improve(problem, kept))


def _musts_in_order(problem: Problem, wished: Sequence[int]) -> list[int] | None:
    """The musts as they are in `wished` if that can be kept, else in any order that can."""
    musts = problem.musts
    order = [candidate for candidate in wished if candidate in musts]
    if len(order) == len(musts) <= problem.day.max_stops and schedule(problem, order):
        return order
    found = order_of_all(problem.only(musts))
    return None if found is None else [musts[position] for position in found]


def _what_fits(problem: Problem, musts: Sequence[int], wished: Sequence[int]) -> list[int]:
    """The musts and, best first, what can be kept of the rest of `wished` without changing their order."""
    kept = list(musts)
    rest = [candidate for candidate in wished if candidate not in kept]
    for candidate in sorted(rest, key=lambda candidate: -problem.candidates[candidate].prize):
        before = {stop for stop in wished[: wished.index(candidate)] if stop in kept}
        position = max((kept.index(stop) + 1 for stop in before), default=0)
        more = [*kept[:position], candidate, *kept[position:]]
        if len(more) <= problem.day.max_stops and schedule(problem, more):
            kept = more
    return kept
