"""Bring nodes into routes that can be kept, each where it costs least."""

from routes.search.compiled.chance import State, fraction
from routes.search.compiled.clocks import LEFT, LEFT_DUE, NODE, REACH, REACH_DUE, SIZE, Clocked, begins, insert, served
from routes.search.compiled.columns import (
    FIRST_OPEN,
    FOR_TRAVEL,
    LAST_CLOSE,
    MAX_STOPS,
    MUST,
    PRIZE,
    SERVICE,
    Ints,
    Packed,
)
from routes.search.compiled.jit import jit

NOWHERE = 2**60
_PUSH = 4
"Weight of a second by which the rest of the day is pushed back, against one of travel."
_MUST = 1e9
"Weight of a must beside which no prize counts."


@jit
def weight(nodes: Ints, node: int) -> float:
    """What it is worth to have the node in a route."""
    worth: float = nodes[node, PRIZE] + _MUST * nodes[node, MUST]
    return worth


@jit
def fill_in_turn(packed: Packed, plan: Clocked, state: State, turn: Ints, blink: float) -> None:
    """Bring in the nodes of `turn` in that order, as far as they fit; a place is overlooked as often as `blink`."""
    for node in turn:
        _, r, k = _best_of_all(packed, plan, state, node, blink)
        if k > 0:
            insert(packed, plan, r, k, node)


@jit
def fill_by_worth(
    packed: Packed, plan: Clocked, state: State, outside: Ints, power: float, noise: float, blink: float
) -> None:
    """Bring in nodes of `outside` while any fits, always the one with most weight, to that power, for its cost."""
    count = outside.size
    while count > 0:
        most, chosen, at_r, at_k = -1.0, -1, 0, 0
        i = 0
        while i < count:
            cost, r, k = _best_of_all(packed, plan, state, outside[i], blink)
            if k == 0:  # what doesn't fit now won't fit into fuller routes
                count -= 1
                outside[i], outside[count] = outside[count], outside[i]
                continue
            worth = weight(packed.nodes, outside[i]) ** power / (max(cost, 0) + 1.0) * (1.0 + noise * fraction(state))
            if worth > most:
                most, chosen, at_r, at_k = worth, i, r, k
            i += 1
        if chosen >= 0:
            insert(packed, plan, at_r, at_k, outside[chosen])
            count -= 1
            outside[chosen], outside[count] = outside[count], outside[chosen]


@jit
def _best_of_all(packed: Packed, plan: Clocked, state: State, node: int, blink: float) -> tuple[int, int, int]:
    """Cost, route and place of the cheapest way in; place 0 where there is none."""
    least, row, place = NOWHERE, 0, 0
    for r in range(plan.totals.shape[0]):
        cost, k = _best_place(packed, plan, state, r, node, blink)
        if cost < least:
            least, row, place = cost, r, k
    return least, row, place


@jit
def _best_place(packed: Packed, plan: Clocked, state: State, r: int, node: int, blink: float) -> tuple[int, int]:
    nodes, stops, size = packed.nodes, plan.stops, plan.totals[r, SIZE]
    least, place = NOWHERE, 0
    if size >= packed.vehicles[r, MAX_STOPS] or packed.serves[r, node] == 0:
        return least, place
    last, leaves = nodes[node, LAST_CLOSE], nodes[node, FIRST_OPEN] + nodes[node, SERVICE]
    for k in range(size + 1):
        if min(stops[r, k, LEFT_DUE], stops[r, k, LEFT]) > last:
            break
        if max(stops[r, k + 1, REACH_DUE], stops[r, k + 1, REACH]) < leaves:
            continue
        cost = _cost_between(packed, plan, r, k, node)
        if cost < least and (blink == 0.0 or fraction(state) >= blink):
            least, place = cost, k + 1
    return least, place


@jit
def _cost_between(packed: Packed, plan: Clocked, r: int, k: int, node: int) -> int:
    """What it costs to bring the node in behind the k-th place; NOWHERE if it doesn't fit."""
    durations, nodes, stops, size = packed.durations, packed.nodes, plan.stops, plan.totals[r, SIZE]
    before, after = stops[r, k, NODE], stops[r, k + 1, NODE]
    out, on = durations[before, node], durations[node, after]
    due, taken = served(nodes, packed.vehicles, r, node, stops[r, k, LEFT_DUE] + out, stops[r, k, LEFT] + out)
    by_due = due + on <= stops[r, k + 1, REACH_DUE]
    if not by_due and taken + on > stops[r, k + 1, REACH]:
        return NOWHERE
    cost: int = out + on - (durations[before, after] if size else 0)
    if packed.kind == FOR_TRAVEL:
        return cost
    arrives = due + on if by_due else taken + on
    if k < size:
        arrives = begins(nodes, after, arrives) + nodes[after, SERVICE]
    cost += _PUSH * max(0, arrives - stops[r, k + 1, LEFT_DUE if by_due else LEFT])
    return cost
