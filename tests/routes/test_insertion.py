from hypothesis import assume, given, settings
from hypothesis import strategies as st

from routes.improve import improve
from routes.insertion import NEVER, cheapest_insertions
from routes.problem import Problem
from tests.routes.days import can_be_kept, customer, day, every_route, on_a_street, problems


@given(problems(most=4), st.data())
@settings(max_examples=100, deadline=None)
def test_the_cheapest_way_in_is_what_trying_them_all_finds(problem: Problem, data: st.DataObject) -> None:
    order = list(data.draw(st.sampled_from(sorted(every_route(problem)) or [()])))
    assume(can_be_kept(problem, order))
    ways = cheapest_insertions(problem, order)
    for candidate in set(range(len(problem.candidates))) - set(order):
        assert min(ways.lost[candidate], NEVER) == _least_lost(problem, order, candidate)
        if ways.lost[candidate] < NEVER:
            assert can_be_kept(problem, ways.into(order, candidate))


@given(problems(most=4))
@settings(max_examples=50, deadline=None)
def test_an_improved_route_has_no_stop_that_could_be_changed_for_a_better_one(problem: Problem) -> None:
    start = next((list(order) for order in every_route(problem) if set(problem.musts) <= set(order)), None)
    assume(start is not None)
    order = improve(problem, start or [])
    assert can_be_kept(problem, order)
    assert set(problem.musts) <= set(order)
    for candidate in set(range(len(problem.candidates))) - set(order):
        assert problem.candidates[candidate].prize <= _least_lost(problem, order, candidate)


def test_there_is_room_after_a_visit_that_lunch_comes_before() -> None:
    late = customer("late", opens=[(70, 80)])
    problem = on_a_street([late, customer(opens=[(125, 200)])], at=[20, 20], working_day=day(pause=(20, 60, 45)))
    assert cheapest_insertions(problem, [0]).after[1] == 1


def test_a_stop_is_moved_to_where_it_shortens_the_way() -> None:
    zigzag = on_a_street([customer() for _ in range(4)], at=[10, 40, 20, 30])
    better = improve(zigzag, [0, 1, 2, 3])
    assert sum(zigzag.durations[a, b] for a, b in zip([4, *better], [*better, 5], strict=True)) == 80 * 60


def _least_lost(problem: Problem, order: list[int], candidate: int) -> int:
    tried = [
        sum(problem.candidates[stop].prize for stop in order[i:j])
        for i in range(len(order) + 1)
        for j in range(i, len(order) + 1)
        if not any(problem.candidates[stop].must for stop in order[i:j])
        and len(order) - (j - i) < problem.day.max_stops
        and can_be_kept(problem, [*order[:i], candidate, *order[j:]])
    ]
    return min(tried, default=NEVER)
