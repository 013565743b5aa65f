"""The best routes that are found within a budget."""

from functools import cache

import numpy as np

from routes.search.budget import Budget, Iterations
from routes.search.compiled.anneal import Taste, anneal
from routes.search.compiled.chance import stream
from routes.search.compiled.clocks import NODE, SIZE, Clocked, copy, no_routes
from routes.search.compiled.columns import FOR_PRIZE, FOR_TIME, PRIZE, Packed
from routes.search.compiled.recreate import fill_in_turn
from routes.search.pack import pack
from routes.search.plain_order import is_plain, shortest_order
from routes.search.task import Node, Objective, Pause, Routes, Task, Vehicle

_HOT, _COLD, _WARM = 1.0, 0.02, 0.1
"Temperatures at the beginning, at the end, and at the beginning from a given plan: in average prizes."
_HOT_TRAVEL, _COLD_TRAVEL, _WARM_TRAVEL = 0.3, 0.003, 0.03
"The same in median ways, where it is time or travel that counts."


_COMMON = Taste(
    average=10.0,
    longest=10.0,
    travel_weight=1.0,
    by_worth=0.0,
    blink=0.01,
    blind=0.1,
    noise=0.3,
    spread=0.3,
    focus=100,
    share=0.2,
    push=4,
)
_PRIZE_WAYS = 0.02
"How many average prizes a median way weighs against, so that routes become short enough for more."


def solve(task: Task, budget: Budget, *, seed: int = 0, start: Routes | None = None) -> Routes:
    """The nodes that each vehicle visits, in order: what can be kept of `start`, made better.

    Nothing in the routes breaks a rule; but a must may be missing, where no place was found for it (`replay` says
    so). The same task, seed, start and count of iterations give the same routes.
    """
    packed = pack(task)
    if not len(packed.customers):
        return tuple(() for _ in task.vehicles)
    if is_plain(packed):
        found = shortest_order(packed, budget, stream(seed), start)
        if found is not None:
            return (found,)
    return _annealed(packed, budget, seed, start)


@cache
def warm_up() -> None:
    """Load or compile all there is to compile, so that no budget is spent on it."""
    durations = np.array([[0, 2, 4, 3], [2, 0, 5, 1], [4, 1, 0, 2], [3, 1, 2, 0]], dtype=np.int64)
    nodes = (Node(0, 0, ()), *(Node(1, 1, ((0, 50),)) for _ in range(3)))
    plain = Vehicle(0, 0, 0, 50)
    for vehicle in (plain, Vehicle(0, 0, 0, 50, Pause(1, 9, 1))):
        for objective in Objective:
            solve(Task(durations, nodes, (vehicle,), objective), Iterations(2), start=((1,),))


def _annealed(packed: Packed, budget: Budget, seed: int, start: Routes | None) -> Routes:
    current, best, trial = no_routes(packed), no_routes(packed), no_routes(packed)
    state, absences = stream(seed), np.ones(len(packed.durations), dtype=np.int64)
    for route in start or ():
        fill_in_turn(packed, current, state, np.array(route, dtype=np.int64), 0, 0.0)
    copy(current, best)
    taste, hot, cold = _taste(packed, warm=start is not None)
    for rounds, spent in budget.steps():
        anneal(packed, current, best, trial, absences, state, taste, rounds, hot * (cold / hot) ** spent)
    return _routes(best)


def _taste(packed: Packed, *, warm: bool) -> tuple[Taste, float, float]:
    """How to search, and the temperatures at the beginning and the end."""
    way = _median_way(packed)
    if packed.kind != FOR_PRIZE:
        taste = _COMMON if packed.kind == FOR_TIME else _COMMON._replace(push=0)
        return taste, way * (_WARM_TRAVEL if warm else _HOT_TRAVEL), way * _COLD_TRAVEL
    prize = max(1.0, float(packed.nodes[packed.customers, PRIZE].mean()))
    taste = _COMMON._replace(average=6.0, travel_weight=_PRIZE_WAYS * prize / way, by_worth=0.5)
    return taste, prize * (_WARM if warm else _HOT), prize * _COLD


def _median_way(packed: Packed) -> float:
    return max(1.0, float(np.median(packed.durations[np.ix_(packed.customers, packed.customers)])))


def _routes(plan: Clocked) -> Routes:
    return tuple(
        tuple(int(node) for node in plan.stops[r, NODE, 1 : plan.totals[r, SIZE] + 1]) for r in range(len(plan.totals))
    )
