"""Bring nodes into routes that can be kept, each where it costs least."""

import numpy as np

from routes.search.compiled.chance import State
from routes.search.compiled.clocks import Clocked, insert
from routes.search.compiled.columns import MUST, PRIZE, Floats, Ints, Packed
from routes.search.compiled.jit import jit, jit_with_arrays
from routes.search.compiled.places import best_of_all

_MUST = 1e9
"Weight of a must beside which no prize counts."


@jit
def weight(nodes: Ints, node: int) -> float:
    """What it is worth to have the node in a route."""
    worth: float = nodes[node, PRIZE] + _MUST * nodes[node, MUST]
    return worth


@jit
def fill_in_turn(packed: Packed, plan: Clocked, state: State, turn: Ints, push: int, blink: float) -> None:
    """Bring in the nodes of `turn` in that order, as far as they fit; a place is overlooked as often as `blink`."""
    for node in turn:
        _, r, k = best_of_all(packed, plan, state, node, push, blink)
        if k > 0:
            insert(packed, plan, r, k, node)


@jit_with_arrays
def fill_by_worth(
    packed: Packed, plan: Clocked, state: State, outside: Ints, gains: Floats, push: int, blink: float
) -> None:
    """Bring in nodes of `outside` while any fits, always the one that gains most for its cost.

    An insertion leaves the others less room, so that few become worth more: each is looked at again only when it
    seems to be the best (Minoux 1978, "Accelerated greedy algorithms").
    """
    count, inserted = outside.size, 0
    worths, ways, seen = np.empty(count), np.empty((count, 2), np.int64), np.zeros(count, np.int64)
    for i in range(count):
        worths[i] = _look(packed, plan, state, outside[i], gains[i], push, blink, ways[i])
    while count > 0:
        i = _most(worths, count)
        if worths[i] >= 0.0 and seen[i] < inserted:
            worths[i] = _look(packed, plan, state, outside[i], gains[i], push, blink, ways[i])
            seen[i] = inserted
            continue
        if worths[i] < 0.0:
            break
        insert(packed, plan, ways[i, 0], ways[i, 1], outside[i])
        inserted += 1
        worths[i] = -1.0  # as are those that don't fit: they won't fit into fuller routes


@jit
def _most(worths: Floats, count: int) -> int:
    best = 0
    for i in range(1, count):
        if worths[i] > worths[best]:
            best = i
    return best


@jit
def _look(
    packed: Packed, plan: Clocked, state: State, node: int, gain: float, push: int, blink: float, way: Ints
) -> float:
    """The gain for the cost of the cheapest way in, whose route and place go into `way`; below 0 where none is."""
    cost, way[0], way[1] = best_of_all(packed, plan, state, node, push, blink)
    return gain / (max(cost, 0) + 1.0) if way[1] > 0 else -1.0
