"""Small tasks for the tests of the search, and every route there is: slow, simple and sure."""

from collections.abc import Iterator, Sequence
from itertools import permutations

import numpy as np
from hypothesis import strategies as st

from routes.search import Node, Objective, Pause, Routes, Task, Vehicle, replay

ALWAYS = ((0, 10_000),)
DEPOT = Node(0, 0, ())


def on_a_street(nodes: Sequence[Node], *, at: Sequence[int], objective: Objective, vehicles: int = 1) -> Task:
    """The nodes along a street, `at` so many seconds from a depot at 0, where each vehicle starts and ends."""
    places = np.array([0, *at])
    durations = np.abs(places[:, None] - places).astype(np.int64)
    return Task(durations, (DEPOT, *nodes), (Vehicle(0, 0, 0, 1_000),) * vehicles, objective)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Up to four customers and two vehicles, one-way streets, tight windows, often a pause."""
    size = draw(st.integers(1, 4))
    ways = draw(st.lists(st.integers(0, 60), min_size=(size + 2) ** 2, max_size=(size + 2) ** 2))
    durations = np.array(ways, dtype=np.int64).reshape(size + 2, size + 2)
    nodes = [DEPOT, DEPOT, *(draw(_nodes()) for _ in range(size))]
    vehicles = [draw(_vehicles()) for _ in range(draw(st.integers(1, 2)))]
    return Task(durations, tuple(nodes), tuple(vehicles), draw(st.sampled_from(Objective)))


@st.composite
def _nodes(draw: st.DrawFn) -> Node:
    instants = draw(st.lists(st.integers(-20, 300), min_size=2, max_size=4, unique=True).map(sorted))
    windows = tuple(zip(instants[::2], instants[1::2], strict=False))
    return Node(draw(st.integers(1, 50)), draw(st.integers(0, 40)), windows, draw(st.booleans()))


@st.composite
def _vehicles(draw: st.DrawFn) -> Vehicle:
    opens, earliest = draw(st.integers(0, 60)), draw(st.integers(0, 150))
    pause = draw(st.sampled_from([None, Pause(earliest, earliest + 40, 30)]))
    return Vehicle(0, 1, opens, opens + draw(st.integers(100, 400)), pause, draw(st.sampled_from([None, 2])))


def every_plan(task: Task) -> Iterator[Routes]:
    """Every way to divide any part of the customers among the vehicles, in every order, that can be driven."""
    for routes in _divided(task.customers, len(task.vehicles)):
        if not replay(task, routes).violations:
            yield routes


def _divided(customers: Sequence[int], vehicles: int) -> Iterator[Routes]:
    for count in range(len(customers) + 1):
        for route in permutations(customers, count):
            if vehicles == 1:
                yield (route,)
                continue
            rest = [customer for customer in customers if customer not in route]
            yield from ((route, *others) for others in _divided(rest, vehicles - 1))


def rank(task: Task, routes: Routes) -> tuple[int, int]:
    """What the objective holds routes to, the lower the better."""
    driven = replay(task, routes)
    match task.objective:
        case Objective.PRIZE:
            return -driven.prize, driven.travel
        case Objective.TIME:
            return max((end for end in driven.ends if end is not None), default=0), driven.travel
        case Objective.TRAVEL:
            return 0, driven.travel
