from hypothesis import given, settings

from routes.check_plan import check_plan
from routes.must_order import order_of_all
from routes.problem import Problem
from routes.schedule import schedule
from routes.solver import solve
from tests.routes.days import can_be_kept, customer, day, every_route, on_a_street, problems


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


@given(problems(most=5, all_must=True))
@settings(max_examples=60, deadline=None)
def test_the_search_for_an_order_of_all_musts_is_exact(problem: Problem) -> None:
    order = order_of_all(problem)
    size = len(problem.candidates)
    assert (order is not None) == any(len(route) == size for route in every_route(problem))
    assert order is None or (sorted(order) == list(range(size)) and can_be_kept(problem, order))


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


def test_the_same_seed_gives_the_same_plan() -> None:
    candidates = [customer(prize=1 + 7 * i % 50, opens=[(i % 9 * 40, i % 9 * 40 + 120)]) for i in range(60)]
    problem = on_a_street(candidates, at=[i * 37 % 60 for i in range(60)], working_day=day(pause=(180, 300, 45)))
    assert solve(problem, seed=3, iterations=300) == solve(problem, seed=3, iterations=300)


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
