"""Why a candidate isn't in the plan: tried, not guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from routes.insertion import NEVER, Insertions, cheapest_insertions
from routes.problem import UNREACHABLE, Problem, Window
from routes.wording import Wording, names, span


class LeftOutReason(StrEnum):
    CLOSED_THAT_DAY = "CLOSED_THAT_DAY"
    WINDOW_MISSED = "WINDOW_MISSED"
    NO_TIME_LEFT = "NO_TIME_LEFT"
    WORTH_LESS = "WORTH_LESS"
    UNREACHABLE = "UNREACHABLE"
    STOP_LIMIT = "STOP_LIMIT"
    SKIPPED = "SKIPPED"


@dataclass(frozen=True, slots=True)
class LeftOut:
    candidate: int
    reason: LeftOutReason
    why: str
    "In words, with the figures."


def left_out(problem: Problem, order: Sequence[int], wording: Wording) -> tuple[LeftOut, ...]:
    """Every candidate outside the route `order`, the one worth most first, with the reason it isn't in."""
    trial = _Trial(problem, order, wording)
    outside = sorted(
        set(range(len(problem.candidates))) - set(order), key=lambda index: (-problem.candidates[index].prize, index)
    )
    return tuple(LeftOut(index, *trial.verdict(index)) for index in outside)


class _Trial:
    """Every candidate brought in alone, beside the musts, into the plan, and without its own windows."""

    def __init__(self, problem: Problem, order: Sequence[int], wording: Wording) -> None:
        self._problem, self._order, self._wording = problem, order, wording
        musts = [index for index in order if problem.candidates[index].must]
        self._alone = cheapest_insertions(problem, [])
        self._beside_musts = cheapest_insertions(problem, musts)
        self._in_plan = cheapest_insertions(problem, order)
        self._beyond_limit = cheapest_insertions(without_limit(problem), order, most_lost=0)
        self._alone_anytime = cheapest_insertions(without_windows(problem, ()), [])
        self._beside_musts_anytime = cheapest_insertions(without_windows(problem, musts), musts)

    def verdict(self, index: int) -> tuple[LeftOutReason, str]:
        alone = self._impossible_alone(index)
        if alone is not None:
            return alone
        if _fits(self._beyond_limit, index):
            return LeftOutReason.STOP_LIMIT, self._limit(index)
        if self._in_plan.lost[index] < NEVER:
            return LeftOutReason.WORTH_LESS, self._worth_less(index)
        if _fits(self._beside_musts, index):
            return LeftOutReason.WORTH_LESS, self._worth_less_than_several(index)
        if _fits(self._beside_musts_anytime, index):
            return LeftOutReason.WINDOW_MISSED, self._window_beside_musts(index)
        return LeftOutReason.NO_TIME_LEFT, self._no_time_beside_musts(index)

    def _impossible_alone(self, index: int) -> tuple[LeftOutReason, str] | None:
        candidate, durations = self._problem.candidates[index], self._problem.durations
        if not candidate.windows:
            return LeftOutReason.CLOSED_THAT_DAY, f"Closed on {self._wording.date()}."
        if max(durations[self._problem.start, index], durations[index, self._problem.end]) >= UNREACHABLE:
            return LeftOutReason.UNREACHABLE, "No way leads there from the start and on to the end."
        if _fits(self._alone, index):
            return None
        if _fits(self._alone_anytime, index):
            return LeftOutReason.WINDOW_MISSED, self._window_alone(index)
        return LeftOutReason.NO_TIME_LEFT, self._no_time_alone(index)

    def _window_alone(self, index: int) -> str:
        return f"{self._open(index)}; {self._reach(index)}."

    def _no_time_alone(self, index: int) -> str:
        problem = self._problem
        way = int(problem.durations[problem.start, index] + problem.durations[index, problem.end])
        pause = f", the break {span(problem.day.break_.seconds)}" if problem.day.break_ else ""
        visit = span(problem.candidates[index].service_seconds)
        return f"The way there and back takes {span(way)}, the visit {visit}{pause}; the day has {self._day()}."

    def _limit(self, index: int) -> str:
        points = self._problem.candidates[index].prize
        return f"It would fit, but the day has its {len(self._order)} stops, and none can go for its {points} points."

    def _worth_less(self, index: int) -> str:
        ways = self._in_plan
        going = [self._problem.candidates[stop].name for stop in ways.replaced(self._order, index)]
        points = self._problem.candidates[index].prize
        return f"Worth {points} points; {names(going)} ({ways.lost[index]} points) would have to go for it."

    def _worth_less_than_several(self, index: int) -> str:
        points = self._problem.candidates[index].prize
        return f"Worth {points} points; stops at several places of the day would have to go for it."

    def _window_beside_musts(self, index: int) -> str:
        return f"{self._open(index)}; beside the must-visits there is room for it at other times only."

    def _no_time_beside_musts(self, index: int) -> str:
        visit = span(self._problem.candidates[index].service_seconds)
        until = self._wording.clock(self._problem.day.until)
        return f"The must-visits leave no room before {until} for a visit of {visit} and its way."

    def _open(self, index: int) -> str:
        return f"Open {self._wording.hours(self._problem.candidates[index].windows)}"

    def _reach(self, index: int) -> str:
        problem, wording = self._problem, self._wording
        earliest = int(problem.durations[problem.start, index])
        back = int(problem.durations[index, problem.end])
        latest = problem.day.until - back - problem.candidates[index].service_seconds
        return f"the day can be there from {wording.clock(earliest)} and must begin by {wording.clock(latest)}"

    def _day(self) -> str:
        return span(self._problem.day.until)


def _fits(ways: Insertions, index: int) -> bool:
    return bool(ways.lost[index] == 0)


def without_limit(problem: Problem) -> Problem:
    return replace(problem, day=replace(problem.day, max_stops=len(problem.candidates)))


def without_windows(problem: Problem, keeping: Sequence[int]) -> Problem:
    """The problem with every candidate open at any time, but for those of `keeping`."""
    always = (Window(0, problem.day.until),)
    return replace(
        problem,
        candidates=tuple(
            candidate if index in keeping else replace(candidate, windows=always)
            for index, candidate in enumerate(problem.candidates)
        ),
    )
