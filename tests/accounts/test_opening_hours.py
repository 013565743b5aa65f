"""Opening hours: what the contract says of `closes`, midnights, and the two odd days of the year."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.opening_hours import OpeningHours, checked_week, open_intervals
from core.errors import InvalidInput

HELSINKI = ZoneInfo("Europe/Helsinki")
MONDAY = date(2026, 3, 2)
SUMMER_TIME_BEGINS = date(2026, 3, 29)  # 03:00 becomes 04:00, from UTC+2 to UTC+3
SUMMER_TIME_ENDS = date(2026, 10, 25)  # 04:00 becomes 03:00


def hours(weekday: int, opens: str, closes: str) -> OpeningHours:
    return OpeningHours(weekday, time.fromisoformat(opens), time.fromisoformat(closes))


def local(*week: OpeningHours, day: date) -> list[str]:
    return [
        f"{begin.astimezone(HELSINKI):%d %H:%M} to {end.astimezone(HELSINKI):%d %H:%M}"
        for begin, end in open_intervals(week, day, HELSINKI)
    ]


def test_a_shop_with_a_lunch_break_is_open_twice_that_day_and_not_on_the_next() -> None:
    week = (hours(1, "13:00", "18:00"), hours(1, "09:00", "12:00"))
    assert local(*week, day=MONDAY) == ["02 09:00 to 02 12:00", "02 13:00 to 02 18:00"]
    assert local(*week, day=date(2026, 3, 3)) == []


def test_a_bar_that_closes_after_midnight_is_open_on_both_dates() -> None:
    sunday_night = hours(7, "22:00", "03:00")
    assert local(sunday_night, day=date(2026, 3, 1)) == ["01 22:00 to 02 03:00"]
    assert local(sunday_night, day=MONDAY) == ["01 22:00 to 02 03:00"]


def test_closing_at_midnight_does_not_open_the_next_date() -> None:
    assert local(hours(7, "22:00", "00:00"), day=MONDAY) == []


def test_equal_times_mean_the_whole_weekday_whatever_the_time_is() -> None:
    assert local(hours(1, "09:00", "09:00"), day=MONDAY) == ["02 00:00 to 03 00:00"]
    assert local(hours(1, "00:00", "00:00"), day=date(2026, 3, 3)) == []


def test_openings_that_touch_are_one() -> None:
    week = (hours(7, "20:00", "00:00"), hours(1, "00:00", "02:00"), hours(1, "02:00", "04:00"))
    assert local(*week, day=MONDAY) == ["01 20:00 to 02 04:00"]


def test_an_open_day_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    sunday = hours(7, "00:00", "00:00")
    for day, length_hours in ((SUMMER_TIME_BEGINS, 23), (SUMMER_TIME_ENDS, 25)):
        [(begin, end)] = open_intervals([sunday], day, HELSINKI)
        assert (end - begin).total_seconds() == length_hours * 3600


def test_of_an_hour_that_comes_twice_the_first_opens_and_the_second_closes() -> None:
    [(begin, end)] = open_intervals([hours(7, "03:30", "03:45")], SUMMER_TIME_ENDS, HELSINKI)
    assert (begin, end) == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 45, tzinfo=UTC))


def test_an_hour_that_is_skipped_is_moved_on() -> None:
    assert local(hours(7, "03:00", "03:30"), day=SUMMER_TIME_BEGINS) == ["29 04:00 to 29 04:30"]


def test_a_checked_week_is_in_the_order_of_the_week() -> None:
    late, early = hours(2, "09:00", "12:00"), hours(1, "12:00", "18:00")
    assert checked_week([late, early]) == (early, late)
    assert checked_week([]) == ()


@pytest.mark.parametrize(
    ("week", "field"),
    [
        ([hours(1, "09:00", "12:00"), hours(8, "09:00", "12:00")], "openingHours.1.weekday"),
        ([hours(0, "09:00", "12:00")], "openingHours.0.weekday"),
        ([OpeningHours(1, time(9), time(12, tzinfo=UTC))], "openingHours.0.closes"),
        ([hours(1, "09:00", "12:00"), hours(2, "08:00", "09:00"), hours(1, "11:59", "13:00")], "openingHours.2"),
        ([hours(1, "01:00", "05:00"), hours(7, "22:00", "01:01")], "openingHours.1"),
        ([hours(3, "00:00", "00:00"), hours(2, "22:00", "00:01")], "openingHours.1"),
        ([hours(1, "09:00", "12:00"), hours(1, "09:00", "12:00")], "openingHours.1"),
        ([hours(1, "09:00", "12:00")] * 51, "openingHours"),
    ],
)
def test_a_bad_week_is_refused_with_the_place(week: list[OpeningHours], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        checked_week(week)
    assert refusal.value.field == field


MINUTES = st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60))


@given(st.builds(OpeningHours, st.integers(1, 7), MINUTES, MINUTES), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_an_interval_belongs_to_its_date_and_is_never_empty(entry: OpeningHours, day: date) -> None:
    for begin, end in open_intervals([entry], day, HELSINKI):
        assert begin < end
        assert begin.astimezone(HELSINKI).date() <= day <= end.astimezone(HELSINKI).date()
