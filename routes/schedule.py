"""From an order of stops to a plan with times: everything as early as it can be."""

from collections.abc import Iterator, Sequence

from routes.plan import Plan, PlannedStop, TakenBreak
from routes.problem import Problem
from routes.steps import LATE, earliest_after_break, earliest_begin


def schedule(problem: Problem, order: Sequence[int]) -> Plan | None:
    """The plan that visits `order` and returns first; None where no timing keeps the windows, the break and the day.

    Where several ways to take the break bring the rep home at the same time, the earliest is taken, and at the place
    reached by then rather than at the one before.
    """
    plans = [plan for slot in _break_slots(problem, order) if (plan := _Walk(problem, slot).along(order)) is not None]
    return min(plans, key=lambda plan: (plan.returns, plan.break_.begins if plan.break_ else 0), default=None)


def _break_slots(problem: Problem, order: Sequence[int]) -> Iterator[int | None]:
    """Where a break may lie: 2k before the k-th leave-taking (0 at the start), 2k + 1 on the arrival after it."""
    yield None
    if problem.day.break_ is not None:
        yield from reversed(range(2 * len(order) + 1))


class _Walk:
    """One walk through the day, with the break at one slot."""

    def __init__(self, problem: Problem, slot: int | None) -> None:
        self._problem = problem
        self._pause = problem.day.break_
        self._slot = slot
        self._taken: TakenBreak | None = None

    def along(self, order: Sequence[int]) -> Plan | None:
        stops: list[PlannedStop] = []
        place, departs = self._problem.start, 0
        for number, candidate in enumerate(order):
            stop = self._stop(number, place, departs, candidate)
            if stop.begins >= LATE:
                return None
            stops.append(stop)
            place, departs = candidate, stop.departs
        travel = int(self._problem.durations[place, self._problem.end])
        returns = self._rest(2 * len(order), departs) + travel
        return Plan(tuple(stops), self._taken, travel, returns) if self._is_over_in_time(returns) else None

    def _stop(self, number: int, place: int, departs: int, candidate: int) -> PlannedStop:
        visited = self._problem.candidates[candidate]
        travel = int(self._problem.durations[place, candidate])
        rested = self._taken
        arrives = self._rest(2 * number + 1, self._rest(2 * number, departs) + travel)
        begins = earliest_begin(visited.windows, arrives)
        rest = self._taken.ends - self._taken.begins if self._taken is not None and rested is None else 0
        waited = begins - departs - travel - rest
        return PlannedStop(candidate, travel, waited, arrives, begins, begins + visited.service_seconds)

    def _rest(self, slot: int, time: int) -> int:
        """When the rep who comes to `slot` at `time` goes on."""
        if self._pause is None or slot != self._slot:
            return time
        ends = earliest_after_break(self._pause, time)
        self._taken = TakenBreak(ends - self._pause.seconds, ends)
        return ends

    def _is_over_in_time(self, returns: int) -> bool:
        unbroken = self._pause is None or self._taken is not None or returns <= self._pause.earliest
        return unbroken and returns <= self._problem.day.until
