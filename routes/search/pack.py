"""From a task to the arrays that compiled code reads."""

import numpy as np

from routes.search.compiled.columns import EARLY, FOR_PRIZE, FOR_TIME, FOR_TRAVEL, LATE, Ints, Packed
from routes.search.task import Node, Objective, Task, Vehicle

_KINDS = {Objective.PRIZE: FOR_PRIZE, Objective.TIME: FOR_TIME, Objective.TRAVEL: FOR_TRAVEL}
_NEAREST = 200


def pack(task: Task) -> Packed:
    customers = np.array(task.customers, dtype=np.int64)
    width = max((len(node.windows) for node in task.nodes), default=0) or 1
    return Packed(
        durations=np.ascontiguousarray(task.durations, dtype=np.int64),
        reaching=np.ascontiguousarray(task.durations.T, dtype=np.int64),
        nodes=np.array(
            [_node(node, must=task.must(place), width=width) for place, node in enumerate(task.nodes)], dtype=np.int64
        ),
        vehicles=np.array([_vehicle(vehicle, len(customers)) for vehicle in task.vehicles], dtype=np.int64),
        serves=_serves(task),
        customers=customers,
        near=_near(task, customers),
        kind=_KINDS[task.objective],
    )


def _node(node: Node, *, must: bool, width: int) -> list[int]:
    lacking = width - len(node.windows)
    windows = [instant for window in node.windows for instant in window] + [LATE, EARLY] * lacking
    last_close = node.windows[-1][1] if node.windows else EARLY
    return [node.prize, node.service, must, len(node.windows), last_close, *windows]


def _vehicle(vehicle: Vehicle, customers: int) -> list[int]:
    pause, most = vehicle.pause, vehicle.max_stops
    return [
        vehicle.start,
        vehicle.end,
        vehicle.opens,
        vehicle.closes,
        *((pause.earliest, pause.latest, pause.seconds) if pause else (0, 0, -1)),
        customers if most is None else min(most, customers),
    ]


def _serves(task: Task) -> Ints:
    serves = np.ones((len(task.vehicles), len(task.nodes)), dtype=np.int64)
    for row, vehicle in enumerate(task.vehicles):
        if vehicle.serves is not None:
            serves[row] = 0
            serves[row, sorted(vehicle.serves)] = 1
    return serves


def _near(task: Task, customers: Ints) -> Ints:
    """For each node the customers that are nearest, there and back; itself comes first."""
    ways = np.minimum(task.durations, 2**40)
    both = ways + ways.T
    np.fill_diagonal(both, -1)
    both = both[:, customers]
    if len(customers) > 2 * _NEAREST:
        nearest = np.sort(np.argpartition(both, _NEAREST, axis=1)[:, :_NEAREST], axis=1)
        order = np.argsort(np.take_along_axis(both, nearest, axis=1), axis=1, kind="stable")
        return np.ascontiguousarray(customers[np.take_along_axis(nearest, order, axis=1)])
    order = np.argsort(both, axis=1, kind="stable")[:, :_NEAREST]
    return np.ascontiguousarray(customers[order])
