"""Plans are worked out beside the requests, and given up with them."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from routes.planner import MustsInConflict, PlannedDay, plan_the_day
from routes.problem import Problem
from routes.solving import SolverPool, SolversBusy, Stop
from tests.api_client import Client
from tests.routes.days import WORDING, customer, day, on_a_street
from tests.routes.test_plan_day import plan
from tests.visits.phone import check_in, fix
from tests.world import World


@pytest.fixture(scope="module")
def pool() -> Iterator[SolverPool]:
    pool = SolverPool(1)
    pool.start()
    yield pool
    pool.close()


def crowded() -> Problem:
    candidates = [customer(prize=1 + 37 * i % 50, minutes=5 + i % 4 * 10) for i in range(120)]
    return on_a_street(candidates, at=[i * 37 % 60 - 30 for i in range(120)], working_day=day(pause=(180, 300, 45)))


def solve(pool: SolverPool, problem: Problem, stop: Stop, iterations: int = 50) -> PlannedDay | MustsInConflict:
    while True:
        try:
            return pool.solve(problem, WORDING, seed=1, iterations=iterations, start=None, stop=stop)
        except SolversBusy:
            if stop.is_given():
                raise


def test_a_plan_from_another_process_is_the_plan(pool: SolverPool) -> None:
    with Stop() as stop:
        assert solve(pool, crowded(), stop) == plan_the_day(crowded(), WORDING, seed=1, iterations=50)


def test_who_gives_up_is_free_at_once_and_the_next_gets_an_own_answer(pool: SolverPool) -> None:
    with Stop() as warm:
        solve(pool, crowded(), warm)
    with Stop() as stop:
        asked = threading.Thread(target=stop.give)
        asked.start()
        with pytest.raises(SolversBusy):
            solve(pool, crowded(), stop, iterations=200_000)
        asked.join()
    small = on_a_street([customer("only")], at=[5])
    with Stop() as stop:
        answer = solve(pool, small, stop)
    assert isinstance(answer, PlannedDay)
    assert answer.plan.order == (0,)


def test_a_process_that_dies_is_replaced(pool: SolverPool) -> None:
    with Stop() as stop:
        solve(pool, crowded(), stop)
        [solver] = pool.solvers
        assert solver.pid is not None
        os.kill(solver.pid, signal.SIGKILL)
        assert isinstance(solve(pool, crowded(), stop), PlannedDay)


def test_ten_plans_dont_stop_a_check_in(world: World) -> None:
    team = world.unit("Team")
    world.region(team)
    reps = [world.member(team)[1] for _ in range(10)]
    for number in range(60):
        world.account(0.02 + number / 1000, 0.03 + number % 7 / 100)
    visitor = world.member(team)[1]
    account = world.account(by=visitor)
    planning = threading.Event()

    def ask(rep: Client) -> str:
        planning.set()
        kind: str = plan(rep, world)["__typename"]
        return kind

    with ThreadPoolExecutor(10) as phones:
        plans = [phones.submit(ask, rep) for rep in reps]
        planning.wait()
        arrived = check_in(visitor, account, fix(world.place()))
        unfinished = sum(not each.done() for each in plans)
        assert arrived["__typename"] == "CheckInSuccess"
        assert unfinished > 0, "it came between"
        assert {each.result() for each in plans} == {"DayRouteSuccess"}
