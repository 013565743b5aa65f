"""Routes with their clocks: how early each place can be left, how late it may be reached, with the pause still due
and with it taken.

So a node fits between two places if, leaving the first at its earliest, it is served and the second reached by its
latest (Savelsbergh 1992, "The vehicle routing problem with time windows: minimizing route duration"; here with
several windows and a pause). Without a pause the clocks of `DUE` stand still.
"""

from typing import NamedTuple

import numpy as np

from routes.search.compiled.columns import (
    DUE,
    EARLY,
    END,
    FIRST_CLOSE,
    FIRST_OPEN,
    LATE,
    LEAVES,
    MAX_STOPS,
    PAUSE_EARLIEST,
    PAUSE_LATEST,
    PAUSE_SECONDS,
    SERVICE,
    START,
    WINDOWS,
    Ints,
    Packed,
)
from routes.search.compiled.jit import jit

NODE, LEFT_DUE, LEFT, REACH_DUE, REACH = range(5)
"Columns of `Clocked.stops`: the earliest departure (at the end: arrival) and the latest arrival."
SIZE, TRAVEL = range(2)
"Columns of `Clocked.totals`: stops and seconds of travel."


class Clocked(NamedTuple):
    """`stops[r, k]` is the k-th place of vehicle r's route: 0 its start, then its nodes, then its end. A row of
    `totals` a vehicle; `route_of[node]` is -1 outside. A vehicle without visits stays where it is."""

    stops: Ints
    totals: Ints
    route_of: Ints


def no_routes(packed: Packed) -> Clocked:
    vehicles = len(packed.vehicles)
    plan = Clocked(
        stops=np.zeros((vehicles, len(packed.customers) + 2, 5), dtype=np.int64),
        totals=np.zeros((vehicles, 2), dtype=np.int64),
        route_of=np.full(len(packed.durations), -1, dtype=np.int64),
    )
    for r in range(vehicles):
        plan.stops[r, 0, NODE] = packed.vehicles[r, START]
        plan.stops[r, 1, NODE] = packed.vehicles[r, END]
        refresh(packed, plan, r)
    return plan


@jit
def begins(nodes: Ints, node: int, time: int) -> int:
    """When a visit begins for one who arrives at `time`; LATE after the last window."""
    for w in range(nodes[node, WINDOWS]):
        if time <= nodes[node, FIRST_CLOSE + 2 * w]:
            opens: int = nodes[node, FIRST_OPEN + 2 * w]
            return max(time, opens)
    return LATE


@jit
def latest_to_begin(nodes: Ints, node: int, time: int) -> int:
    """By when to arrive for a visit that begins at `time` or before; EARLY before the first window."""
    for w in range(nodes[node, WINDOWS] - 1, -1, -1):
        if nodes[node, FIRST_OPEN + 2 * w] <= time:
            closes: int = nodes[node, FIRST_CLOSE + 2 * w]
            return min(time, closes)
    return EARLY


@jit
def rested(vehicles: Ints, r: int, time: int) -> int:
    """When a pause is over for one who could begin it at `time`; LATE where it may not begin any more."""
    if time > vehicles[r, PAUSE_LATEST]:
        return LATE
    over: int = max(time, vehicles[r, PAUSE_EARLIEST]) + vehicles[r, PAUSE_SECONDS]
    return over


@jit
def latest_to_rest(vehicles: Ints, r: int, time: int) -> int:
    """By when to begin a pause that is over by `time`; EARLY where none can be."""
    if vehicles[r, PAUSE_EARLIEST] + vehicles[r, PAUSE_SECONDS] > time:
        return EARLY
    latest: int = min(vehicles[r, PAUSE_LATEST], time - vehicles[r, PAUSE_SECONDS])
    return latest


@jit
def served(nodes: Ints, vehicles: Ints, r: int, node: int, due: int, taken: int) -> tuple[int, int]:
    """The clocks of one who arrives at the node, when it is left."""
    if vehicles[r, PAUSE_SECONDS] < 0:
        return LATE, begins(nodes, node, taken) + nodes[node, SERVICE]
    taken = min(taken, rested(vehicles, r, due))
    due = begins(nodes, node, due) + nodes[node, SERVICE]
    taken = begins(nodes, node, taken) + nodes[node, SERVICE]
    return due, min(taken, rested(vehicles, r, due))


@jit
def refresh(packed: Packed, plan: Clocked, r: int) -> None:
    """All clocks of a route, and its travel."""
    vehicles, stops, size = packed.vehicles, plan.stops, plan.totals[r, SIZE]
    leaves, due = vehicles[r, LEAVES], vehicles[r, DUE]
    if vehicles[r, PAUSE_SECONDS] < 0:
        stops[r, 0, LEFT_DUE], stops[r, 0, LEFT] = LATE, leaves
        stops[r, size + 1, REACH_DUE] = EARLY
    else:
        stops[r, 0, LEFT_DUE], stops[r, 0, LEFT] = leaves, rested(vehicles, r, leaves)
        stops[r, size + 1, REACH_DUE] = min(due, vehicles[r, PAUSE_EARLIEST])
    stops[r, size + 1, REACH] = due
    plan.totals[r, TRAVEL] = 0
    for k in range(size + 1 if size else 0):
        plan.totals[r, TRAVEL] += packed.durations[stops[r, k, NODE], stops[r, k + 1, NODE]]
    tick(packed, plan, r, 1)
    tick_back(packed, plan, r, size)


@jit
def tick(packed: Packed, plan: Clocked, r: int, first: int) -> None:
    """The departures of the route from its place `first` on."""
    durations, nodes, vehicles, stops = packed.durations, packed.nodes, packed.vehicles, plan.stops
    size = plan.totals[r, SIZE]
    before, due, taken = stops[r, first - 1, NODE], stops[r, first - 1, LEFT_DUE], stops[r, first - 1, LEFT]
    for k in range(first, size + 1):
        node = stops[r, k, NODE]
        way = durations[before, node]
        due, taken = served(nodes, vehicles, r, node, due + way, taken + way)
        stops[r, k, LEFT_DUE], stops[r, k, LEFT] = due, taken
        before = node
    way = durations[before, stops[r, size + 1, NODE]]
    stops[r, size + 1, LEFT_DUE], stops[r, size + 1, LEFT] = due + way, taken + way


@jit
def tick_back(packed: Packed, plan: Clocked, r: int, last: int) -> None:
    """The latest arrivals of the route from its place `last` back to the first."""
    durations, nodes, vehicles, stops = packed.durations, packed.nodes, packed.vehicles, plan.stops
    due, taken, after = stops[r, last + 1, REACH_DUE], stops[r, last + 1, REACH], stops[r, last + 1, NODE]
    pauses = vehicles[r, PAUSE_SECONDS] >= 0
    for k in range(last, 0, -1):
        node = stops[r, k, NODE]
        way = durations[node, after]
        due, taken = due - way, taken - way
        if pauses:
            due = max(due, latest_to_rest(vehicles, r, taken))
            due = latest_to_begin(nodes, node, due - nodes[node, SERVICE])
        taken = latest_to_begin(nodes, node, taken - nodes[node, SERVICE])
        if pauses:
            due = max(due, latest_to_rest(vehicles, r, taken))
        stops[r, k, REACH_DUE], stops[r, k, REACH] = due, taken
        after = node


@jit
def insert(packed: Packed, plan: Clocked, r: int, k: int, node: int) -> None:
    """The node becomes the k-th of the route."""
    durations, stops = packed.durations, plan.stops
    size = plan.totals[r, SIZE]
    for position in range(size + 1, k - 1, -1):
        for column in range(5):
            stops[r, position + 1, column] = stops[r, position, column]
    stops[r, k, NODE] = node
    plan.totals[r, SIZE] = size + 1
    plan.route_of[node] = r
    before, after = stops[r, k - 1, NODE], stops[r, k + 1, NODE]
    spared = durations[before, after] if size else 0
    plan.totals[r, TRAVEL] += durations[before, node] + durations[node, after] - spared
    tick(packed, plan, r, k)
    tick_back(packed, plan, r, k)


@jit
def keeps(packed: Packed, plan: Clocked, r: int) -> bool:
    """Whether the route can be driven as it is; one without visits isn't."""
    size, stops, end = plan.totals[r, SIZE], plan.stops, plan.totals[r, SIZE] + 1
    in_time = stops[r, end, LEFT] <= stops[r, end, REACH] or stops[r, end, LEFT_DUE] <= stops[r, end, REACH_DUE]
    kept: bool = size == 0 or (size <= packed.vehicles[r, MAX_STOPS] and in_time)
    return kept


@jit
def finish(plan: Clocked, r: int) -> int:
    """When a route that can be driven, with visits, is over."""
    end = plan.totals[r, SIZE] + 1
    due, taken = plan.stops[r, end, LEFT_DUE], plan.stops[r, end, LEFT]
    over: int = due if due <= plan.stops[r, end, REACH_DUE] else taken
    return over


@jit
def copy(plan: Clocked, onto: Clocked) -> None:
    """`onto` becomes the same plan."""
    onto.route_of[:] = plan.route_of
    onto.totals[:] = plan.totals
    for r in range(plan.totals.shape[0]):
        for k in range(plan.totals[r, SIZE] + 2):
            for column in range(5):
                onto.stops[r, k, column] = plan.stops[r, k, column]
