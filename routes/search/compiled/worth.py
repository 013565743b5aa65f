"""What a plan is worth: musts left out, then prize or time, then travel."""

from routes.search.compiled.clocks import MUSTS, PRIZES, SIZE, TRAVEL, Clocked, finish
from routes.search.compiled.columns import FOR_PRIZE, FOR_TIME, MUST, Packed
from routes.search.compiled.jit import jit


@jit
def worth(packed: Packed, plan: Clocked) -> tuple[int, int, int]:
    """The lower, the better: the musts in routes, below zero; the prizes, below zero, or the end of the last route;
    the travel."""
    musts = loss = travel = 0
    for r in range(plan.totals.shape[0]):
        musts -= plan.totals[r, MUSTS]
        travel += plan.totals[r, TRAVEL]
        if packed.kind == FOR_PRIZE:
            loss -= plan.totals[r, PRIZES]
        elif packed.kind == FOR_TIME and plan.totals[r, SIZE] > 0:
            loss = max(loss, finish(plan, r))
    return musts, loss, travel


@jit
def all_musts(packed: Packed) -> int:
    count = 0
    for node in packed.customers:
        count += packed.nodes[node, MUST]
    return count
