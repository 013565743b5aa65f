"""Plans are worked out beside the requests, and given up with them."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from api.edge.limits import PLANS_AT_ONCE
from routes.planner import MustsInConflict, PlannedDay, plan_the_day
from routes.problem import Problem
from routes.solving import SolverPool, SolversBusy, Stop
from tests.api_client import Client
from tests.routes.days import WORDING, customer, day, on_a_street
from tests.routes.test_plan_day import TOMORROW, day_route
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
            solve(pool, crowded(), stop, iterations=1_000)
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


class Blocked:
    """Stands in for every solver: works on a plan until nobody waits for it or all may go."""

    def __init__(self) -> None:
        self.entered = threading.Semaphore(0)
        self.may_go, self.given_up = threading.Event(), threading.Event()

    def solve(self, *_: object, stop: Stop, **__: object) -> None:
        self.entered.release()
        while not self.may_go.wait(0.01):
            if stop.is_given():
                self.given_up.set()
                break
        raise SolversBusy


@pytest.fixture
def blocked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Blocked]:
    standing_in = Blocked()
    monkeypatch.setattr(SolverPool, "solve", standing_in.solve)
    monkeypatch.setattr("api.edge.transport.OPERATION_SECONDS", 600.0)
    yield standing_in
    standing_in.may_go.set()


def ask(rep: Client, world: World, **more: Any) -> Any:
    """The code of the error that a plan ends with."""
    document = "mutation($input: PlanDayInput!) { planDay(input: $input) { __typename } }"
    wish = {"query": document, "variables": {"input": {"date": TOMORROW.isoformat(), "start": world.place()}}}
    answer = rep.http.post("/graphql", json=wish, headers={"Authorization": f"Bearer {rep.token}"}, **more)
    return answer.json()["errors"][0]["extensions"]["code"]


def test_ten_plans_dont_stop_a_check_in(world: World, blocked: Blocked) -> None:
    team = world.unit("Team")
    world.region(team)
    reps, visitor = [world.member(team)[1] for _ in range(10)], world.member(team)[1]
    account = world.account(by=visitor)
    with ThreadPoolExecutor(10) as phones:
        plans = [phones.submit(ask, rep, world) for rep in reps]
        for _ in range(PLANS_AT_ONCE):
            blocked.entered.acquire()
        assert check_in(visitor, account, fix(world.place()))["__typename"] == "CheckInSuccess"
        assert not any(each.done() for each in plans)
        blocked.may_go.set()
        assert {each.result() for each in plans} == {"BUSY"}


def test_a_plan_is_given_up_when_its_client_has_left(world: World, blocked: Blocked) -> None:
    team = world.unit("Team")
    world.region(team)
    rep = world.member(team)[1]
    with pytest.raises(httpx.ReadTimeout):
        ask(rep, world, timeout=1)
    assert blocked.given_up.wait(60)
    assert day_route(rep) is None
