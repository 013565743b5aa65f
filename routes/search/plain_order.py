"""Tasks that are only about the order: one vehicle, every node, and no window that binds."""

import numpy as np

from routes.search.budget import Budget
from routes.search.compiled.chance import State
from routes.search.compiled.columns import (
    DUE,
    END,
    FIRST_CLOSE,
    FIRST_OPEN,
    FOR_PRIZE,
    LEAVES,
    MAX_STOPS,
    PAUSE_SECONDS,
    SERVICE,
    START,
    WINDOWS,
    Ints,
    Packed,
)
from routes.search.compiled.order import nearest_first, shorten
from routes.search.compiled.potentials import potentials
from routes.search.task import UNREACHABLE, Routes

_NEIGHBOURS = 7
_HOT, _COLD = 0.5, 0.03
"Temperatures at the beginning and the end, in average ways of the first order."
_MOST_PRICED = 400
"Nodes up to which ways are priced, at the cost of their number cubed."


def is_plain(packed: Packed) -> bool:
    """Whether only the order counts: each stop is open from the beginning until some order has long passed it."""
    vehicle, nodes = packed.vehicles[0], packed.nodes[packed.customers]
    if len(packed.vehicles) > 1 or packed.kind == FOR_PRIZE or vehicle[PAUSE_SECONDS] >= 0:
        return False
    if vehicle[MAX_STOPS] < len(nodes) or not packed.serves[0, packed.customers].all():
        return False
    by_nearest = nearest_first(packed.durations, vehicle[START], vehicle[END], packed.customers)
    ends = vehicle[LEAVES] + _length(packed, by_nearest) + nodes[:, SERVICE].sum()
    closes = np.minimum(nodes[:, FIRST_CLOSE], vehicle[DUE])
    opens = nodes[:, WINDOWS].all() and (nodes[:, FIRST_OPEN] <= vehicle[LEAVES]).all()
    return bool(opens and (closes >= min(ends, UNREACHABLE - 1)).all())


def shortest_order(packed: Packed, budget: Budget, state: State, start: Routes | None) -> tuple[int, ...] | None:
    """The customers in the shortest order found; None where every order found has a leg where no way leads."""
    vehicle, customers = packed.vehicles[0], packed.customers
    order = nearest_first(packed.durations, vehicle[START], vehicle[END], customers)
    if start is not None and sorted(start[0]) == sorted(customers):
        order[1:-1] = start[0]
    ways = packed.durations[order[:-1], order[1:]]
    way = max(1.0, float(np.mean(ways[ways < UNREACHABLE])) if (ways < UNREACHABLE).any() else 1.0)
    priced, best = _priced(packed), order.copy()
    near = _nearest(priced, customers)
    for rounds, spent in budget.steps():
        shorten(priced, near, order, best, state, rounds, _HOT * way * (_COLD / _HOT) ** spent)
    return tuple(int(node) for node in best[1:-1]) if _length(packed, best) < UNREACHABLE else None


def _length(packed: Packed, order: Ints) -> int:
    return int(packed.durations[order[:-1], order[1:]].sum())


def _priced(packed: Packed) -> Ints:
    """The durations less what leaving and reaching each place costs at least: the same order is the shortest, and it
    is seen which ways promise most."""
    durations = packed.durations.copy()
    if len(durations) > _MOST_PRICED:
        return durations
    np.fill_diagonal(durations, UNREACHABLE)
    leave, reach = potentials(durations)
    priced: Ints = durations - leave[:, None] - reach[None, :]
    np.fill_diagonal(priced, 0)
    return priced


def _nearest(priced: Ints, customers: Ints) -> Ints:
    ways = priced[:, customers].copy()
    ways[customers, np.arange(len(customers))] = np.iinfo(np.int64).max
    order = np.argsort(ways, axis=1, kind="stable")[:, :_NEIGHBOURS]
    return np.ascontiguousarray(customers[order])
