"""What a plan is worth: musts left out, then prize or time, then travel."""

from routes.search.compiled.clocks import SIZE, TRAVEL, Clocked, finish
from routes.search.compiled.columns import FOR_PRIZE, FOR_TIME, MUST, PRIZE, Packed
from routes.search.compiled.jit import jit


@jit
def missing(packed: Packed, plan: Clocked) -> int:
    """How many musts are in no route."""
    count = 0
    for node in packed.customers:
        count += packed.nodes[node, MUST] == 1 and plan.route_of[node] < 0
    return count


@jit
def loss(packed: Packed, plan: Clocked) -> int:
    """What is to be as little as can be, before the travel: the prize that is left, or the end of the last route."""
    total = 0
    if packed.kind == FOR_PRIZE:
        for node in packed.customers:
            if plan.route_of[node] < 0:
                total += packed.nodes[node, PRIZE]
    if packed.kind == FOR_TIME:
        for r in range(plan.totals.shape[0]):
            if plan.totals[r, SIZE] > 0:
                total = max(total, finish(plan, r))
    return total


@jit
def travel(plan: Clocked) -> int:
    total = 0
    for r in range(plan.totals.shape[0]):
        total += plan.totals[r, TRAVEL]
    return total
