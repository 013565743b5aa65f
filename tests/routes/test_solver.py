from random import Random

from hypothesis import given, settings

from routes.check_plan import check_plan
from routes.problem import Problem
from routes.schedule import schedule
from routes.solver import solve
from tests.routes.days import can_be_kept, customer, day, every_route, nearest_first, on_a_street, problems


@given(problems())
@settings(max_examples=60, deadline=None)
def test_every_must_is_kept_whenever_any_route_keeps_them_all(problem: Problem) -> None:
    musts = set(problem.musts)
    possible = [order for order in every_route(problem) if musts <= set(order)]
    plan = solve(problem, iterations=50)
    assert (plan is not None) == bool(possible)
    if plan is not None:
        assert musts <= set(plan.order)
        check_plan(problem, plan)


def test_forty_musts_are_kept_where_the_day_is_just_long_enough() -> None:
    problem = nearest_first(Random(1), visits=40)
    plan = solve(problem, iterations=50)
    assert plan is not None
    assert sorted(plan.order) == list(range(40))
    check_plan(problem, plan)


@given(problems())
@settings(max_examples=60, deadline=None)
def test_a_route_is_timed_exactly_if_it_can_be_kept(problem: Problem) -> None:
    order = range(len(problem.candidates))
    plan = schedule(problem, order)
    assert (plan is not None) == can_be_kept(problem, order)
    if plan is not None:
        assert plan.wait_seconds >= sum(stop.wait_seconds for stop in plan.stops) >= 0


def test_the_day_is_filled_with_what_is_worth_most() -> None:
    names = [customer(prize=prize, minutes=60) for prize in (5, 50, 6, 40, 30)]
    plan = solve(on_a_street(names, at=[10, 10, 20, 20, 30], working_day=day(minutes=240)))
    assert plan is not None
    assert sorted(plan.order) == [1, 3, 4]


def _crowded_day() -> Problem:
    candidates = [
        customer(prize=1 + 37 * i % 50, opens=[(i % 9 * 40, i % 9 * 40 + 120)], minutes=5 + i % 4 * 10)
        for i in range(80)
    ]
    return on_a_street(candidates, at=[i * 37 % 60 - 30 for i in range(80)], working_day=day(pause=(180, 300, 45)))


def test_the_same_seed_gives_the_same_plan() -> None:
    assert solve(_crowded_day(), seed=3, iterations=200) == solve(_crowded_day(), seed=3, iterations=200)
    assert len({solve(_crowded_day(), seed=seed, iterations=200) for seed in range(5)}) > 1


def test_a_must_that_is_open_only_while_others_have_lunch_is_kept() -> None:
    must = customer("must", opens=[(65, 75)], must=True)
    plan = solve(on_a_street([must, customer()], at=[20, 20], working_day=day(minutes=240, pause=(60, 120, 45))))
    assert plan is not None
    assert set(plan.order) == {0, 1}


def test_a_customer_with_two_openings_is_visited_in_either() -> None:
    twice = customer("twice", prize=1, opens=[(0, 60), (300, 400)])
    early = customer("early", opens=[(0, 30)], minutes=90)
    plan = solve(on_a_street([twice, early], at=[20, 20]))
    assert plan is not None
    assert plan.order == (1, 0)
    assert plan.stops[1].begins == 300 * 60


def test_no_more_stops_than_allowed() -> None:
    plan = solve(on_a_street([customer(minutes=5) for _ in range(9)], at=[1] * 9, working_day=day(max_stops=4)))
    assert plan is not None
    assert len(plan.stops) == 4
