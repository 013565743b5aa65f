"""Take runs of neighbouring stops out of the routes (Christiaens & Vanden Berghe 2020, "Slack induction by string
removals for vehicle routing problems")."""

from routes.search.compiled.chance import State, below, fraction
from routes.search.compiled.clocks import NODE, SIZE, Clocked, take_out
from routes.search.compiled.columns import Ints, Packed
from routes.search.compiled.jit import jit

_SPLIT, _LENGTHEN = 0.5, 0.01
"How often a run has a gap of stops that stay, and how often that gap grows no further."


@jit
def ruin(packed: Packed, plan: Clocked, state: State, average: float, longest: float, touched: Ints) -> int:
    """Around a random customer, take a run of up to `longest` stops out of each of the nearest routes, `average` stops
    in all, and answer that customer; `touched` is room for a mark a route."""
    touched[:] = 0
    routes = stops = 0
    for r in range(plan.totals.shape[0]):
        routes += plan.totals[r, SIZE] > 0
        stops += plan.totals[r, SIZE]
    seed: int = packed.customers[below(state, packed.customers.size)]
    if routes == 0:
        return seed
    most = min(longest, stops / routes)
    runs = min(routes, 1 + int(fraction(state) * max(1.0, 4.0 * average / (1.0 + most) - 1.0)))
    for node in packed.near[seed]:
        r = plan.route_of[node]
        if r >= 0 and touched[r] == 0 and runs > 0:
            _take_run(packed, plan, state, r, node, 1 + int(fraction(state) * min(float(plan.totals[r, SIZE]), most)))
            touched[r] = 1
            runs -= 1
    return seed


@jit
def _take_run(packed: Packed, plan: Clocked, state: State, r: int, node: int, length: int) -> None:
    """Take so many stops in a row, the node's place among them, out of the route; some between them may stay."""
    stops, size = plan.stops, plan.totals[r, SIZE]
    length = min(length, size)
    gap = _gap(state, length, size)
    at = 1
    while stops[r, NODE, at] != node:
        at += 1
    first = max(1, at - length - gap + 1)
    begin = first + below(state, min(at, size - length - gap + 1) - first + 1)
    stay = begin + below(state, length) if gap else begin
    take_out(packed, plan, r, stay + gap, begin + length + gap - 1)
    if stay > begin:
        take_out(packed, plan, r, begin, stay - 1)


@jit
def _gap(state: State, length: int, size: int) -> int:
    if length < 2 or length >= size or fraction(state) >= _SPLIT:
        return 0
    gap = 1
    while length + gap < size and fraction(state) > _LENGTHEN:
        gap += 1
        if fraction(state) < _SPLIT:
            break
    return gap
