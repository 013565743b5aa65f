from collections.abc import Callable
from dataclasses import replace

import pytest

from routes.check_plan import BrokenPlan, check_plan
from routes.plan import Plan, TakenBreak
from routes.problem import Problem
from routes.schedule import schedule
from tests.routes.days import customer, day, on_a_street


@pytest.fixture
def problem() -> Problem:
    """Two musts 20 and 40 minutes away, one after its opening; lunch between them."""
    candidates = [customer("near", must=True), customer("far", opens=[(120, 200)], must=True)]
    return on_a_street(candidates, at=[20, 40], working_day=day(max_stops=2, pause=(60, 100, 30)))


@pytest.fixture
def plan(problem: Problem) -> Plan:
    made = schedule(problem, [0, 1])
    assert made is not None
    return made


def test_a_good_plan_passes(problem: Problem, plan: Plan) -> None:
    check_plan(problem, plan)


def _with_stop(plan: Plan, number: int, **changes: int) -> Plan:
    stops = list(plan.stops)
    stops[number] = replace(stops[number], **changes)
    return replace(plan, stops=tuple(stops))


PLANTED: dict[str, Callable[[Plan], Plan]] = {
    "visited twice": lambda plan: replace(plan, stops=(*plan.stops, plan.stops[0])),
    "stops where": lambda plan: replace(plan, stops=(*plan.stops, plan.stops[0])),
    "must-visit 0 is missing": lambda plan: replace(plan, stops=plan.stops[1:]),
    "after the day's end": lambda plan: replace(plan, returns=541 * 60),
    "is closed when": lambda plan: _with_stop(plan, 1, begins=119 * 60),
    "begins before the arrival": lambda plan: _with_stop(plan, 0, arrives=21 * 60),
    "takes 60 s": lambda plan: _with_stop(plan, 0, departs=plan.stops[0].begins + 60),
    "the way to candidate 1 takes": lambda plan: _with_stop(plan, 1, travel_seconds=60),
    "can't be reached by": lambda plan: _with_stop(plan, 0, arrives=60),
    "don't add up": lambda plan: _with_stop(plan, 1, wait_seconds=0),
    "the end can't be reached": lambda plan: replace(plan, returns=plan.returns - 60),
    "the break is missing": lambda plan: replace(plan, break_=None),
    "isn't the one asked for": lambda plan: replace(plan, break_=TakenBreak(60 * 60, 89 * 60)),
    "overlaps with the visit": lambda plan: replace(plan, break_=TakenBreak(45 * 60, 75 * 60)),
    "on the way to candidate 1": lambda plan: replace(plan, break_=TakenBreak(65 * 60, 95 * 60)),
    "on the way to the end": lambda plan: replace(plan, break_=TakenBreak(160 * 60, 190 * 60)),
}


@pytest.mark.parametrize("violation", PLANTED)
def test_each_violation_is_named(violation: str, problem: Problem, plan: Plan) -> None:
    with pytest.raises(BrokenPlan) as broken:
        check_plan(problem, PLANTED[violation](plan))
    assert any(violation in found for found in broken.value.violations)


def test_a_break_that_nobody_asked_for_is_named(problem: Problem, plan: Plan) -> None:
    with pytest.raises(BrokenPlan, match="nobody asked for"):
        check_plan(replace(problem, day=replace(problem.day, break_=None)), plan)
