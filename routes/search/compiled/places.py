"""Where a node costs least in routes that can be kept."""

from routes.search.compiled.chance import State, fraction
from routes.search.compiled.clocks import (
    AHEAD,
    BEGINS,
    LEFT,
    LEFT_DUE,
    NODE,
    REACH,
    REACH_DUE,
    SIZE,
    Clocked,
    begins,
    served,
)
from routes.search.compiled.columns import (
    FIRST_CLOSE,
    FIRST_OPEN,
    LAST_CLOSE,
    MAX_STOPS,
    PAUSE_SECONDS,
    SERVICE,
    WINDOWS,
    Packed,
)
from routes.search.compiled.jit import jit

NOWHERE = 2**60


@jit
def best_of_all(
    packed: Packed, plan: Clocked, state: State, node: int, push: int, blink: float
) -> tuple[int, int, int]:
    """Cost, route and place of the cheapest way in; place 0 where there is none. `push` is the weight of a second by
    which the rest of the day is pushed back, against one of travel."""
    least, row, place = NOWHERE, 0, 0
    for r in range(plan.totals.shape[0]):
        if plan.totals[r, SIZE] >= packed.vehicles[r, MAX_STOPS] or packed.serves[r, node] == 0:
            continue
        if packed.vehicles[r, PAUSE_SECONDS] < 0 and packed.nodes[node, WINDOWS] == 1:
            cost, k = _best_plain_place(packed, plan, state, r, node, push, blink)
        else:
            cost, k = _best_place(packed, plan, state, r, node, push, blink)
        if cost < least:
            least, row, place = cost, r, k
    return least, row, place


@jit
def _best_place(
    packed: Packed, plan: Clocked, state: State, r: int, node: int, push: int, blink: float
) -> tuple[int, int]:
    nodes, stops, size = packed.nodes, plan.stops, plan.totals[r, SIZE]
    least, place = NOWHERE, 0
    last, leaves = nodes[node, LAST_CLOSE], nodes[node, FIRST_OPEN] + nodes[node, SERVICE]
    for k in range(size + 1):
        if min(stops[r, LEFT_DUE, k], stops[r, LEFT, k]) > last:
            break
        if max(stops[r, REACH_DUE, k + 1], stops[r, REACH, k + 1]) < leaves:
            continue
        cost = _cost_between(packed, plan, r, k, node, push)
        if cost < least and (blink == 0.0 or fraction(state) >= blink):
            least, place = cost, k + 1
    return least, place


@jit
def _best_plain_place(
    packed: Packed, plan: Clocked, state: State, r: int, node: int, push: int, blink: float
) -> tuple[int, int]:
    """The same without pauses, for a node with one window: where the search spends most of its time."""
    nodes, stops, size = packed.nodes, plan.stops, plan.totals[r, SIZE]
    opens, closes, service = nodes[node, FIRST_OPEN], nodes[node, FIRST_CLOSE], nodes[node, SERVICE]
    least, place, k = NOWHERE, 0, 0
    while k <= size and stops[r, REACH, k + 1] < opens + service:
        k += 1
    while k <= size and stops[r, LEFT, k] <= closes:
        out, on = packed.reaching[node, stops[r, NODE, k]], packed.durations[node, stops[r, NODE, k + 1]]
        reached = stops[r, LEFT, k] + out
        arrives = max(reached, opens) + service + on
        if reached <= closes and arrives <= stops[r, REACH, k + 1]:
            cost = out + on - stops[r, AHEAD, k] + push * max(0, arrives - stops[r, BEGINS, k + 1])
            if cost < least and (blink == 0.0 or fraction(state) >= blink):
                least, place = cost, k + 1
        k += 1
    return least, place


@jit
def _cost_between(packed: Packed, plan: Clocked, r: int, k: int, node: int, push: int) -> int:
    """What it costs to bring the node in behind the k-th place; NOWHERE if it doesn't fit."""
    durations, nodes, stops, size = packed.durations, packed.nodes, plan.stops, plan.totals[r, SIZE]
    before, after = stops[r, NODE, k], stops[r, NODE, k + 1]
    out, on = durations[before, node], durations[node, after]
    due, taken = served(nodes, packed.vehicles, r, node, stops[r, LEFT_DUE, k] + out, stops[r, LEFT, k] + out)
    by_due = due + on <= stops[r, REACH_DUE, k + 1]
    if not by_due and taken + on > stops[r, REACH, k + 1]:
        return NOWHERE
    cost: int = out + on - stops[r, AHEAD, k]
    if push == 0:
        return cost
    arrives = due + on if by_due else taken + on
    if k < size:
        arrives = begins(nodes, after, arrives) + nodes[after, SERVICE]
    cost += push * max(0, arrives - stops[r, LEFT_DUE if by_due else LEFT, k + 1])
    return cost
