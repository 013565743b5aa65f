"""The question that the search answers: whom to visit, by whom, in what order.

All times are whole seconds on one clock.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

UNREACHABLE = 2**40
"A travel time that no window has room for; sums of thousands of them stay exact."


class Objective(StrEnum):
    PRIZE = "prize"
    "Every must, then the greatest prize, then the least travel."
    TIME = "time"
    "Every node, then the earliest end of the last route, then the least travel."
    TRAVEL = "travel"
    "Every node, then the least travel."


@dataclass(frozen=True, slots=True)
class Node:
    """A place: a visit there takes `service` seconds and begins within one of `windows` (sorted, apart, ends included;
    none: never)."""

    prize: int
    service: int
    windows: tuple[tuple[int, int], ...]
    must: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """`seconds` of rest that begin between `earliest` and `latest`, once, at the start or at a stop, before or after
    the visit there. A route that is over by `earliest` has none."""

    earliest: int
    latest: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Vehicle:
    """Leaves the node `start` at `opens` and is at the node `end` by `closes`; `serves` are the nodes it may visit,
    None for all."""

    start: int
    end: int
    opens: int
    closes: int
    pause: Pause | None = None
    max_stops: int | None = None
    serves: frozenset[int] | None = None


Routes = tuple[tuple[int, ...], ...]
"The nodes that each vehicle visits, in order, without its start and end."


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """`durations[i, j]` seconds from node i to node j, not symmetric; from UNREACHABLE on no way leads there.

    A node where a vehicle starts or ends is not visited.
    """

    durations: NDArray[np.int64]
    nodes: tuple[Node, ...]
    vehicles: tuple[Vehicle, ...]
    objective: Objective = Objective.PRIZE

    @property
    def customers(self) -> tuple[int, ...]:
        depots = {place for vehicle in self.vehicles for place in (vehicle.start, vehicle.end)}
        return tuple(node for node in range(len(self.nodes)) if node not in depots)

    def must(self, node: int) -> bool:
        """Whether the customer has to be visited: all have, unless prizes are collected."""
        return self.nodes[node].must or self.objective is not Objective.PRIZE
