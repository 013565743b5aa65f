"""The independent look at a finished plan, before anybody is sent out with it.

It shares no line with the search or the schedule: it follows the plan's own times through the problem's own
figures. What it finds is a bug of ours, never somebody's bad input.
"""

from collections.abc import Iterator

from routes.plan import Plan, PlannedStop
from routes.problem import Problem


class BrokenPlan(Exception):
    """A plan that breaks the rules of its day, with every rule it breaks."""

    def __init__(self, violations: list[str]) -> None:
        super().__init__("; ".join(violations))
        self.violations = violations


def check_plan(problem: Problem, plan: Plan) -> None:
    """Raises BrokenPlan unless the plan can be driven as it stands and keeps every rule of the problem."""
    violations = [
        *_wrong_stops(problem, plan),
        *(violation for stop in plan.stops for violation in _wrong_visit(problem, stop)),
        *_wrong_legs(problem, plan),
        *_wrong_break(problem, plan),
    ]
    if violations:
        raise BrokenPlan(violations)


def _wrong_stops(problem: Problem, plan: Plan) -> Iterator[str]:
    visited = [stop.candidate for stop in plan.stops]
    if len(set(visited)) < len(visited):
        yield f"a candidate is visited twice: {visited}"
    if len(visited) > problem.day.max_stops:
        yield f"{len(visited)} stops where {problem.day.max_stops} are the limit"
    for index, candidate in enumerate(problem.candidates):
        if candidate.must and index not in visited:
            yield f"must-visit {index} is missing"
    if plan.returns > problem.day.until:
        yield f"returns at {plan.returns}, after the day's end at {problem.day.until}"


def _wrong_visit(problem: Problem, stop: PlannedStop) -> Iterator[str]:
    visited = problem.candidates[stop.candidate]
    if not any(window.opens <= stop.begins <= window.closes for window in visited.windows):
        yield f"candidate {stop.candidate} is closed when its visit begins at {stop.begins}"
    if stop.begins < stop.arrives:
        yield f"the visit of candidate {stop.candidate} begins before the arrival"
    if stop.departs - stop.begins != visited.service_seconds:
        yield f"the visit of candidate {stop.candidate} takes {stop.departs - stop.begins} s"


def _wrong_legs(problem: Problem, plan: Plan) -> Iterator[str]:
    place, left = problem.start, 0
    for stop in plan.stops:
        needed = int(problem.durations[place, stop.candidate])
        rested = _rest_between(plan, left, stop.begins)
        if stop.travel_seconds != needed:
            yield f"the way to candidate {stop.candidate} takes {needed} s, not {stop.travel_seconds}"
        if stop.arrives < left + needed:
            yield f"candidate {stop.candidate} can't be reached by {stop.arrives}"
        if rested and not _rests_at_a_place(plan, left, stop.arrives, needed):
            yield f"the break lies on the way to candidate {stop.candidate}"
        if stop.wait_seconds != stop.begins - left - needed - rested or stop.wait_seconds < 0:
            yield f"the times before candidate {stop.candidate} don't add up"
        place, left = stop.candidate, stop.departs
    needed = int(problem.durations[place, problem.end])
    if plan.break_ is not None and plan.break_.ends + needed > plan.returns:
        yield "the break lies on the way to the end, or after it"
    if plan.last_travel_seconds != needed or plan.returns < left + needed + _rest_between(plan, left, plan.returns):
        yield f"the end can't be reached by {plan.returns}"


def _wrong_break(problem: Problem, plan: Plan) -> Iterator[str]:
    asked, taken = problem.day.break_, plan.break_
    if asked is None or taken is None:
        if taken is not None:
            yield "a break that nobody asked for"
        if asked is not None and plan.returns > asked.earliest:
            yield "the break is missing"
        return
    if not asked.earliest <= taken.begins <= asked.latest or taken.ends - taken.begins != asked.seconds:
        yield f"the break from {taken.begins} to {taken.ends} isn't the one asked for"
    for stop in plan.stops:
        if taken.begins < stop.departs and stop.arrives < taken.ends:
            yield f"the break overlaps with the visit of candidate {stop.candidate}"


def _rest_between(plan: Plan, begin: int, end: int) -> int:
    """Seconds of the break that lie between two instants."""
    if plan.break_ is None:
        return 0
    return max(0, min(end, plan.break_.ends) - max(begin, plan.break_.begins))


def _rests_at_a_place(plan: Plan, left: int, arrives: int, travel: int) -> bool:
    """Whether the break is over in time for the way, or begins when the way is done."""
    return plan.break_ is not None and (plan.break_.ends + travel <= arrives or plan.break_.begins >= left + travel)
