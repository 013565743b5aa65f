"""Forward and backward are two sides of one thing: a step is over in time if and only if it is come to in time."""

from hypothesis import given
from hypothesis import strategies as st

from routes.problem import Break, Window
from routes.steps import earliest_after_break, earliest_begin, latest_arrival, latest_before_break

TIMES = st.integers(-5, 60)


@st.composite
def windows(draw: st.DrawFn) -> tuple[Window, ...]:
    ends = draw(st.lists(TIMES, max_size=6, unique=True).map(sorted))
    return tuple(Window(opens, closes) for opens, closes in zip(ends[::2], ends[1::2], strict=False))


@given(windows(), TIMES, TIMES)
def test_a_visit_begins_in_time_if_and_only_if_the_arrival_is_in_time(
    openings: tuple[Window, ...], arrives: int, begins_by: int
) -> None:
    assert (earliest_begin(openings, arrives) <= begins_by) == (arrives <= latest_arrival(openings, begins_by))


@given(TIMES, st.integers(0, 20), st.integers(1, 20), TIMES, TIMES)
def test_a_break_is_over_in_time_if_and_only_if_it_can_begin_in_time(
    earliest: int, slack: int, seconds: int, time: int, over_by: int
) -> None:
    pause = Break(earliest, earliest + slack, seconds)
    assert (earliest_after_break(pause, time) <= over_by) == (time <= latest_before_break(pause, over_by))
