import numpy as np
import pytest
from hypothesis import given, settings

from routes.search import UNREACHABLE, Iterations, Node, Objective, Task, Vehicle, replay, solve
from tests.routes.search.tasks import ALWAYS, DEPOT, every_plan, on_a_street, rank, tasks


@given(tasks())
@settings(max_examples=40, deadline=None)
def test_a_plan_is_found_whenever_there_is_one_and_for_one_vehicle_it_is_the_best(task: Task) -> None:
    found = solve(task, Iterations(300))
    possible = [rank(task, routes) for routes in every_plan(task)]
    violations = replay(task, found).violations
    assert (not violations) == bool(possible)
    assert all("missing" in violation for violation in violations)
    if possible and (len(task.vehicles) == 1 or task.objective is Objective.PRIZE):
        parts = slice(None) if len(task.vehicles) == 1 else slice(1)
        assert rank(task, found)[parts] == min(possible)[parts]


def _scattered(count: int, objective: Objective, *, closes: int = 10_000) -> Task:
    chance = np.random.default_rng(7)
    durations = chance.integers(1, 100, (count + 1, count + 1))
    nodes = (DEPOT, *(Node(int(chance.integers(1, 50)), 5, ((0, closes),)) for _ in range(count)))
    return Task(durations, nodes, (Vehicle(0, 0, 0, 400 if objective is Objective.PRIZE else closes),), objective)


@pytest.mark.parametrize("objective", Objective)
def test_the_same_seed_and_count_give_the_same_routes(objective: Objective) -> None:
    task = _scattered(60, objective)
    assert solve(task, Iterations(300), seed=3) == solve(task, Iterations(300), seed=3)
    assert len({solve(task, Iterations(100), seed=seed) for seed in range(4)}) > 1


def test_a_plain_order_is_as_short_as_the_general_search_finds_it() -> None:
    plain, timed = _scattered(40, Objective.TRAVEL), _scattered(40, Objective.TRAVEL, closes=3_000)
    lengths = [replay(task, solve(task, Iterations(20_000))).travel for task in (plain, timed)]
    assert lengths[0] <= lengths[1]


def test_an_order_avoids_pairs_without_a_way() -> None:
    ways = np.full((6, 6), UNREACHABLE, dtype=np.int64)
    for here, there in ((0, 3), (3, 1), (1, 5), (5, 2), (2, 4), (4, 0), (3, 5), (5, 1), (2, 0)):
        ways[here, there] = 10
    task = Task(ways, (DEPOT, *(Node(0, 0, ALWAYS),) * 5), (Vehicle(0, 0, 0, 10_000),), Objective.TRAVEL)
    assert solve(task, Iterations(100)) == ((3, 1, 5, 2, 4),)


def test_what_can_be_kept_of_a_given_plan_is_where_the_search_begins() -> None:
    task = on_a_street([Node(9, 30, ((90, 95),)), Node(5, 30, ((10, 20),))], at=[40, 10], objective=Objective.PRIZE)
    assert solve(task, Iterations(0), start=((2, 1),)) == ((2, 1),)
    assert solve(task, Iterations(0), start=((1, 2),)) == ((2, 1),)


def test_nobody_is_sent_where_only_another_may_go() -> None:
    nodes = [Node(5, 0, ALWAYS), Node(5, 0, ALWAYS)]
    task = on_a_street(nodes, at=[10, 20], objective=Objective.PRIZE)
    mine, yours = (Vehicle(0, 0, 0, 100, serves=frozenset({node})) for node in (1, 2))
    assert solve(Task(task.durations, task.nodes, (mine, yours)), Iterations(20)) == ((1,), (2,))
