from routes.left_out import LeftOutReason
from routes.planner import MustsInConflict, PlannedDay, plan_the_day
from routes.problem import Problem
from tests.routes.days import WORDING, customer, day, on_a_street


def _planned(problem: Problem) -> PlannedDay:
    planned = plan_the_day(problem, WORDING, iterations=100)
    assert isinstance(planned, PlannedDay)
    return planned


def _conflicts(problem: Problem) -> dict[str, LeftOutReason]:
    planned = plan_the_day(problem, WORDING, iterations=100)
    assert isinstance(planned, MustsInConflict)
    return {problem.candidates[found.candidate].name: found.reason for found in planned.conflicts}


def test_whatever_is_not_planned_has_a_reason() -> None:
    candidates = [customer(prize=1 + 7 * i % 50, minutes=60, opens=[(0, 540)][: i % 5]) for i in range(30)]
    day_ = _planned(on_a_street(candidates, at=list(range(30))))
    assert {*day_.plan.order, *(verdict.candidate for verdict in day_.left_out)} == set(range(30))
    closed = {verdict.candidate for verdict in day_.left_out if verdict.reason is LeftOutReason.CLOSED_THAT_DAY}
    assert closed == set(range(0, 30, 5))


def test_two_musts_open_at_the_same_hour_far_apart_are_both_named() -> None:
    candidates = [
        customer("north", opens=[(60, 70)], must=True),
        customer("south", opens=[(60, 70)], must=True),
        customer("easy", must=True),
    ]
    conflicts = _conflicts(on_a_street(candidates, at=[-30, 30, 5]))
    assert conflicts == {"north": LeftOutReason.WINDOW_MISSED, "south": LeftOutReason.WINDOW_MISSED}


def test_a_must_that_is_closed_is_named_alone() -> None:
    candidates = [customer("closed", opens=[], must=True), customer("open", must=True)]
    assert _conflicts(on_a_street(candidates, at=[5, 5])) == {"closed": LeftOutReason.CLOSED_THAT_DAY}


def test_more_musts_than_stops() -> None:
    candidates = [customer(f"{number}", must=True) for number in range(4)]
    conflicts = _conflicts(on_a_street(candidates, at=[5] * 4, working_day=day(max_stops=3)))
    assert set(conflicts.values()) == {LeftOutReason.STOP_LIMIT}


def test_more_visits_than_hours() -> None:
    candidates = [customer(f"{number}", minutes=120, must=True) for number in range(5)]
    conflicts = _conflicts(on_a_street(candidates, at=[10] * 5))
    assert set(conflicts.values()) == {LeftOutReason.NO_TIME_LEFT}
    assert len(conflicts) == 5


def test_the_break_is_late_only_for_the_sake_of_a_must() -> None:
    long = customer(minutes=300, opens=[(0, 60)], must=True)
    late = _planned(on_a_street([long], at=[20], working_day=day(pause=(180, 300, 45)))).plan
    assert late.break_ is not None
    assert late.break_.begins == 320 * 60
    wish = customer(minutes=300, opens=[(0, 60)])
    assert _planned(on_a_street([wish], at=[20], working_day=day(pause=(180, 300, 45)))).plan.stops == ()
