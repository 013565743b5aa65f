"""Small days for the tests of routes, drawn by hand or by hypothesis. Minutes outside, seconds inside."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import permutations
from random import Random
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import strategies as st

from routes.problem import Break, Candidate, Problem, Window, WorkingDay
from routes.wording import Wording

ALWAYS = ((0, 540),)
NINE_HOURS = 540
WORDING = Wording(datetime(2026, 11, 23, 7, tzinfo=UTC), ZoneInfo("Europe/Helsinki"))
"From 09:00 on a Monday in Helsinki."


def customer(
    name: str = "A",
    *,
    prize: int = 10,
    minutes: int = 30,
    opens: Sequence[tuple[int, int]] = ALWAYS,
    must: bool = False,
) -> Candidate:
    windows = tuple(Window(opening * 60, closing * 60) for opening, closing in opens)
    return Candidate(name, prize, minutes * 60, windows, must)


def day(*, minutes: int = NINE_HOURS, max_stops: int = 25, pause: tuple[int, int, int] | None = None) -> WorkingDay:
    """`pause`: earliest begin, latest begin, length."""
    return WorkingDay(minutes * 60, max_stops, Break(*(60 * part for part in pause)) if pause else None)


def on_a_street(
    candidates: Sequence[Candidate], *, at: Sequence[int], working_day: WorkingDay | None = None
) -> Problem:
    """The candidates along a street that starts and ends at 0, `at` so many minutes from there."""
    places = np.array([*at, 0, 0])
    durations = np.abs(places[:, None] - places).astype(np.int64) * 60
    return Problem(tuple(candidates), durations, working_day or day())


@st.composite
def problems(draw: st.DrawFn, *, most: int = 4, all_must: bool = False) -> Problem:
    """Up to `most` candidates, ways with one-way streets, tight windows, often a break."""
    size = draw(st.integers(1, most))
    minutes = st.integers(0, 90)
    ways = draw(st.lists(minutes, min_size=(size + 2) ** 2, max_size=(size + 2) ** 2))
    durations = np.array(ways, dtype=np.int64).reshape(size + 2, size + 2) * 60
    np.fill_diagonal(durations, 0)
    for between in range(size + 2):
        durations = np.minimum(durations, durations[:, [between]] + durations[between])
    candidates = [draw(_customers(must=True if all_must else None)) for _ in range(size)]
    earliest = draw(st.integers(0, 240))
    pause = draw(st.sampled_from([None, (earliest, earliest + 60, 45)]))
    working_day = day(minutes=draw(st.integers(300, 540)), max_stops=draw(st.integers(2, 4)), pause=pause)
    return Problem(tuple(candidates), durations, working_day)


@st.composite
def _customers(draw: st.DrawFn, *, must: bool | None) -> Candidate:
    openings = draw(st.lists(st.integers(-60, 600), min_size=2, max_size=4, unique=True).map(sorted))
    opens = list(zip(openings[::2], openings[1::2], strict=False))
    return customer(
        prize=draw(st.integers(1, 100)),
        minutes=draw(st.integers(0, 90)),
        opens=opens,
        must=draw(st.booleans()) if must is None else must,
    )


def every_route(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Every order of every part of the candidates that can be kept: slow, simple and sure."""
    for size in range(min(len(problem.candidates), problem.day.max_stops) + 1):
        for order in permutations(range(len(problem.candidates)), size):
            if can_be_kept(problem, order):
                yield order


def can_be_kept(problem: Problem, order: Sequence[int]) -> bool:
    """Whether some way to take the break keeps the order within windows and day, by trying all."""
    places = [*order, problem.end]
    return any(returns <= problem.day.until for returns in _returns(problem, problem.start, places, 0, rested=False))


def _returns(problem: Problem, place: int, places: Sequence[int], time: int, *, rested: bool) -> Iterator[int]:
    pause = problem.day.break_
    for time_left, rested_now in _with_and_without_break(pause, time, rested):
        arrival = time_left + int(problem.durations[place, places[0]])
        if len(places) == 1:
            if pause is None or rested_now or arrival <= pause.earliest:
                yield arrival
            continue
        for ready, rested_then in _with_and_without_break(pause, arrival, rested_now):
            visited = problem.candidates[places[0]]
            begins = [max(ready, window.opens) for window in visited.windows if ready <= window.closes]
            if begins:
                done = min(begins) + visited.service_seconds
                yield from _returns(problem, places[0], places[1:], done, rested=rested_then)


def _with_and_without_break(pause: Break | None, time: int, rested: bool) -> Iterator[tuple[int, bool]]:
    yield time, rested
    if pause is not None and not rested and time <= pause.latest:
        yield max(time, pause.earliest) + pause.seconds, True


def nearest_first(chance: Random, *, visits: int) -> Problem:
    """Must-visits, half of them open for an hour or two, that a day just keeps which always goes to the nearest."""
    places = np.array(
        [(chance.random() * 6_000, chance.random() * 5_000) for _ in range(visits)] + 2 * [(3_000, 2_500)]
    )
    metres = np.linalg.norm(places[:, None] - places, axis=2)
    durations = np.ceil(metres / 6).astype(np.int64)  # whole seconds, upwards: no way round is quicker
    candidates: dict[int, Candidate] = {}
    now, place = 0, visits
    while len(candidates) < visits:
        stop = min(set(range(visits)) - set(candidates), key=lambda stop: int(durations[place, stop]))
        now, place = now + int(durations[place, stop]), stop
        opens = max(0, now - chance.randrange(3_600))
        window = Window(opens, opens + chance.randrange(3_600, 9_000)) if chance.random() < 0.5 else Window(0, 10**6)
        candidates[stop] = Candidate(str(stop), 10, chance.choice([600, 1_200, 1_800]), (window,), must=True)
        now += candidates[stop].service_seconds
    until = now + int(durations[place, visits + 1])
    return Problem(tuple(candidates[stop] for stop in range(visits)), durations, WorkingDay(until, visits))
