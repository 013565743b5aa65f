from random import Random

import pytest
from hypothesis import given, settings

from routes.must_order import order_of_all
from routes.problem import Candidate, Problem
from tests.routes.days import can_be_kept, customer, day, every_route, nearest_first, on_a_street, problems

LUNCH = (60, 100, 30)


@given(problems(most=5, all_must=True))
@settings(max_examples=60, deadline=None)
def test_the_search_is_exact(problem: Problem) -> None:
    order = order_of_all(problem)
    size = len(problem.candidates)
    assert (order is not None) == any(len(route) == size for route in every_route(problem))
    assert order is None or (sorted(order) == list(range(size)) and can_be_kept(problem, order))


@pytest.mark.parametrize(
    ("visits", "minutes"),
    [
        pytest.param([customer(opens=[(90, 100)], minutes=60)], 180, id="lunch before the visit"),
        pytest.param([customer(opens=[(0, 30)], minutes=60)], 140, id="lunch after the visit"),
        pytest.param([customer(opens=[(0, 30)], minutes=20)], 60, id="home before lunch"),
        pytest.param(
            [customer(opens=[(0, 30)]), customer(opens=[(65, 75)])], 160, id="a visit while others have lunch"
        ),
    ],
)
def test_lunch_is_taken_where_the_visits_leave_room(visits: list[Candidate], minutes: int) -> None:
    problem = on_a_street(visits, at=[20] * len(visits), working_day=day(minutes=minutes, pause=LUNCH))
    assert order_of_all(problem) == list(range(len(visits)))
    problem = on_a_street(visits, at=[20] * len(visits), working_day=day(minutes=minutes - 21, pause=LUNCH))
    assert order_of_all(problem) is None


@pytest.mark.parametrize("town", range(3))
def test_a_day_that_holds_forty_visits_is_found_to(town: int) -> None:
    problem = nearest_first(Random(town), visits=40)
    order = order_of_all(problem)
    assert order is not None
    assert sorted(order) == list(range(40))
    assert can_be_kept(problem, order)
