"""How early each place of a route can be left, and how late it can be reached: the room there is for more.

Both are known with the break still due and with it taken (Savelsbergh 1992, "The vehicle routing problem with
time windows: minimizing route duration", here with several windows a stop and a break).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from routes.problem import Problem
from routes.steps import EARLY, LATE, earliest_after_break, earliest_begin, latest_arrival, latest_before_break


@dataclass(frozen=True, slots=True)
class Clock:
    """An instant with the break still `due`, and one with the break `taken`; a day without one counts as taken."""

    due: int
    taken: int


def departures(problem: Problem, order: Sequence[int]) -> list[Clock]:
    """The earliest departure from the start and from every stop of `order`; LATE where a window is missed."""
    clock = _rested(problem, Clock(0, LATE)) if problem.day.break_ else Clock(LATE, 0)
    clocks, place = [clock], problem.start
    for candidate in order:
        travel = int(problem.durations[place, candidate])
        clock = _served(problem, candidate, Clock(clock.due + travel, clock.taken + travel))
        clocks.append(clock)
        place = candidate
    return clocks


def latest_arrivals(problem: Problem, order: Sequence[int]) -> list[Clock]:
    """The latest arrival at every stop of `order` and at the end from which the rest of the day can be kept.

    One more is put before them, for the start, so that the k-th belongs to the k-th stop; EARLY where the rest can't
    be kept at all.
    """
    pause, until = problem.day.break_, problem.day.until
    clock = Clock(min(until, pause.earliest) if pause else EARLY, until)
    clocks, place = [clock], problem.end
    for candidate in reversed(order):
        travel = int(problem.durations[candidate, place])
        clock = _latest_to_serve(problem, candidate, Clock(clock.due - travel, clock.taken - travel))
        clocks.append(clock)
        place = candidate
    clocks.append(Clock(0, 0))
    return clocks[::-1]


def _served(problem: Problem, candidate: int, arrival: Clock) -> Clock:
    visited = problem.candidates[candidate]
    arrival = _rested(problem, arrival)
    due, taken = (
        earliest_begin(visited.windows, time) + visited.service_seconds for time in (arrival.due, arrival.taken)
    )
    return _rested(problem, Clock(due, taken))


def _rested(problem: Problem, clock: Clock) -> Clock:
    if problem.day.break_ is None:
        return clock
    return Clock(clock.due, min(clock.taken, earliest_after_break(problem.day.break_, clock.due)))


def _latest_to_serve(problem: Problem, candidate: int, departure: Clock) -> Clock:
    visited = problem.candidates[candidate]
    departure = _latest_to_rest(problem, departure)
    due, taken = (
        latest_arrival(visited.windows, time - visited.service_seconds) for time in (departure.due, departure.taken)
    )
    return _latest_to_rest(problem, Clock(due, taken))


def _latest_to_rest(problem: Problem, clock: Clock) -> Clock:
    if problem.day.break_ is None:
        return clock
    return Clock(max(clock.due, latest_before_break(problem.day.break_, clock.taken)), clock.taken)
