from routes.plan import Plan, TakenBreak
from routes.problem import Problem
from routes.schedule import schedule
from tests.routes.days import customer, day, on_a_street


def _minutes(plan: Plan | None) -> list[tuple[int, int, int]]:
    """Arrival, begin and departure of each stop in minutes of the day."""
    assert plan is not None
    return [(stop.arrives // 60, stop.begins // 60, stop.departs // 60) for stop in plan.stops]


def _one_stop(opens: tuple[int, int], pause: tuple[int, int, int] | None) -> Problem:
    return on_a_street([customer(opens=[opens])], at=[20], working_day=day(pause=pause))


def test_the_rep_waits_for_the_door_to_open() -> None:
    plan = schedule(_one_stop((60, 90), None), [0])
    assert _minutes(plan) == [(20, 60, 90)]
    assert plan is not None
    assert (plan.wait_seconds, plan.returns) == (40 * 60, 110 * 60)


def test_a_visit_may_begin_at_closing_time_and_not_after() -> None:
    assert schedule(_one_stop((0, 20), None), [0]) is not None
    assert schedule(_one_stop((0, 19), None), [0]) is None


def test_a_visit_under_way_is_finished_before_the_break() -> None:
    plan = schedule(_one_stop((0, 90), (30, 60, 45)), [0])
    assert _minutes(plan) == [(20, 20, 50)]
    assert plan is not None
    assert plan.break_ == TakenBreak(50 * 60, 95 * 60)
    assert plan.returns == 115 * 60


def test_a_break_fills_the_time_before_the_door_opens() -> None:
    plan = schedule(_one_stop((90, 120), (20, 60, 45)), [0])
    assert _minutes(plan) == [(65, 90, 120)]
    assert plan is not None
    assert plan.break_ == TakenBreak(20 * 60, 65 * 60)
    assert plan.wait_seconds == plan.stops[0].wait_seconds == 25 * 60


def test_a_day_that_is_over_before_the_break_has_none() -> None:
    plan = schedule(_one_stop((0, 90), (70, 100, 45)), [0])
    assert plan is not None
    assert (plan.break_, plan.returns) == (None, 70 * 60)


def test_a_break_that_can_begin_nowhere_in_its_time_makes_the_order_impossible() -> None:
    long_visit = on_a_street([customer(minutes=200)], at=[20], working_day=day(pause=(60, 100, 30)))
    assert schedule(long_visit, [0]) is not None, "the break is taken before the visit"
    early = on_a_street([customer(minutes=200, opens=[(0, 30)])], at=[20], working_day=day(pause=(60, 100, 30)))
    assert schedule(early, [0]) is None
