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
    MUST,
    PAUSE_EARLIEST,
    PAUSE_LATEST,
    PAUSE_SECONDS,
    PRIZE,
    SERVICE,
    START,
    WINDOWS,
    Ints,
    Packed,
)
from routes.search.compiled.jit import jit

NODE, AHEAD, BEGINS, LEFT_DUE, LEFT, REACH_DUE, REACH = range(7)
"""Rows of `Clocked.stops`: seconds to the next place, the earliest begin of the visit, the earliest departure (at the
end: arrival) and the latest arrival."""
SIZE, TRAVEL, PRIZES, MUSTS = range(4)
"Columns of `Clocked.totals`: stops, seconds of travel, prizes, musts."


class Clocked(NamedTuple):
    """`stops[r, :, k]` is the k-th place of vehicle r's route: 0 its start, then its nodes, then its end. A row of
    `totals` a vehicle; `route_of[node]` is -1 outside. A vehicle without visits stays where it is."""

    stops: Ints
    totals: Ints
    route_of: Ints


def no_routes(packed: Packed) -> Clocked:
    vehicles = len(packed.vehicles)
    plan = Clocked(
        stops=np.zeros((vehicles, 7, len(packed.customers) + 2), dtype=np.int64),
        totals=np.zeros((vehicles, 4), dtype=np.int64),
        route_of=np.full(len(packed.durations), -1, dtype=np.int64),
    )
    for r in range(vehicles):
        plan.stops[r, NODE, 0] = packed.vehicles[r, START]
        plan.stops[r, NODE, 1] = packed.vehicles[r, END]
        set_out(packed, plan, r)
        tick(packed, plan, r, 1, 0)
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
def set_out(packed: Packed, plan: Clocked, r: int) -> None:
    """The clocks at the start and the end, which don't change."""
    vehicle, stops = packed.vehicles[r], plan.stops[r]
    leaves, due = vehicle[LEAVES], vehicle[DUE]
    stops[LEFT_DUE, 0], stops[LEFT, 0] = LATE, leaves
    stops[REACH_DUE, 1], stops[REACH, 1] = EARLY, due
    if vehicle[PAUSE_SECONDS] >= 0:
        stops[LEFT_DUE, 0], stops[LEFT, 0] = leaves, rested(packed.vehicles, r, leaves)
        stops[REACH_DUE, 1] = min(due, vehicle[PAUSE_EARLIEST])


@jit
def tick(packed: Packed, plan: Clocked, r: int, first: int, changed: int) -> None:
    """The departures of the route from its place `first` on; behind the place `changed` as far as they change."""
    durations, nodes, vehicles, stops = packed.durations, packed.nodes, packed.vehicles, plan.stops
    size = plan.totals[r, SIZE]
    before, due, taken = stops[r, NODE, first - 1], stops[r, LEFT_DUE, first - 1], stops[r, LEFT, first - 1]
    for k in range(first, size + 1):
        node = stops[r, NODE, k]
        way = durations[before, node]
        stops[r, AHEAD, k - 1] = way
        due, taken = served(nodes, vehicles, r, node, due + way, taken + way)
        if k > changed and due == stops[r, LEFT_DUE, k] and taken == stops[r, LEFT, k]:
            return
        stops[r, LEFT_DUE, k], stops[r, LEFT, k], stops[r, BEGINS, k] = due, taken, taken - nodes[node, SERVICE]
        before = node
    way = durations[before, stops[r, NODE, size + 1]] if size else 0
    stops[r, AHEAD, size] = way
    stops[r, LEFT_DUE, size + 1], stops[r, LEFT, size + 1], stops[r, BEGINS, size + 1] = (
        due + way,
        taken + way,
        taken + way,
    )


@jit
def tick_back(packed: Packed, plan: Clocked, r: int, last: int, changed: int) -> None:
    """The latest arrivals of the route from its place `last` back; before the place `changed` as far as they change."""
    nodes, vehicles, stops = packed.nodes, packed.vehicles, plan.stops
    due, taken = stops[r, REACH_DUE, last + 1], stops[r, REACH, last + 1]
    pauses = vehicles[r, PAUSE_SECONDS] >= 0
    for k in range(last, 0, -1):
        node, way = stops[r, NODE, k], stops[r, AHEAD, k]
        due, taken = due - way, taken - way
        if pauses:
            due = max(due, latest_to_rest(vehicles, r, taken))
            due = latest_to_begin(nodes, node, due - nodes[node, SERVICE])
        taken = latest_to_begin(nodes, node, taken - nodes[node, SERVICE])
        if pauses:
            due = max(due, latest_to_rest(vehicles, r, taken))
        if k < changed and due == stops[r, REACH_DUE, k] and taken == stops[r, REACH, k]:
            return
        stops[r, REACH_DUE, k], stops[r, REACH, k] = due, taken


@jit
def insert(packed: Packed, plan: Clocked, r: int, k: int, node: int) -> None:
    """The node becomes the k-th of the route."""
    durations, stops, totals = packed.durations, plan.stops, plan.totals
    size = totals[r, SIZE]
    for row in range(7):
        for position in range(size + 1, k - 1, -1):
            stops[r, row, position + 1] = stops[r, row, position]
    before, after = stops[r, NODE, k - 1], stops[r, NODE, k + 1]
    stops[r, NODE, k], stops[r, AHEAD, k] = node, durations[node, after]
    plan.route_of[node] = r
    totals[r, SIZE] = size + 1
    totals[r, TRAVEL] += durations[before, node] + durations[node, after] - stops[r, AHEAD, k - 1]
    totals[r, PRIZES] += packed.nodes[node, PRIZE]
    totals[r, MUSTS] += packed.nodes[node, MUST]
    tick(packed, plan, r, k, k)
    tick_back(packed, plan, r, k, k)


@jit
def take_out(packed: Packed, plan: Clocked, r: int, first: int, last: int) -> None:
    """The stops from the place `first` to `last` leave the route."""
    stops, totals, count = plan.stops, plan.totals, last - first + 1
    size = totals[r, SIZE] - count
    for k in range(first, last + 1):
        node = stops[r, NODE, k]
        plan.route_of[node] = -1
        totals[r, TRAVEL] -= stops[r, AHEAD, k - 1]
        totals[r, PRIZES] -= packed.nodes[node, PRIZE]
        totals[r, MUSTS] -= packed.nodes[node, MUST]
    totals[r, TRAVEL] -= stops[r, AHEAD, last]
    for row in range(7):
        for k in range(first, size + 2):
            stops[r, row, k] = stops[r, row, k + count]
    totals[r, SIZE] = size
    tick(packed, plan, r, first, first - 1)
    totals[r, TRAVEL] += stops[r, AHEAD, first - 1]
    tick_back(packed, plan, r, first - 1, first)


@jit
def finish(plan: Clocked, r: int) -> int:
    """When a route that can be driven, with visits, is over."""
    end = plan.totals[r, SIZE] + 1
    due, taken = plan.stops[r, LEFT_DUE, end], plan.stops[r, LEFT, end]
    over: int = due if due <= plan.stops[r, REACH_DUE, end] else taken
    return over


@jit
def copy(plan: Clocked, onto: Clocked) -> None:
    """`onto` becomes the same plan."""
    for node in range(plan.route_of.size):
        onto.route_of[node] = plan.route_of[node]
    for r in range(plan.totals.shape[0]):
        for column in range(4):
            onto.totals[r, column] = plan.totals[r, column]
        for row in range(7):
            for k in range(plan.totals[r, SIZE] + 2):
                onto.stops[r, row, k] = plan.stops[r, row, k]
