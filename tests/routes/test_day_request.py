from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from accounts.opening_hours import OpeningHours
from core.errors import InvalidInput
from geo import Position
from routes.day_request import DayBounds, DayRequest, check_request
from routes.problem import Break, Window
from routes.travel_times import TravelMode
from routes.windows import windows_of_day

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 3, 27, 22, 30, tzinfo=UTC)
"Already the 28th in Helsinki; the clocks go forward on the 29th, from 03:00 to 04:00."
STATION = Position(24.9414, 60.1719)


def _bounds(**changes: Any) -> DayBounds:
    plain: dict[str, Any] = {
        "date": date(2026, 3, 30),
        "start": STATION,
        "end": STATION,
        "depart_at": time(9),
        "return_by": time(18),
        "break_from": None,
        "break_minutes": 0,
        "mode": TravelMode.DRIVING,
        "must_visit": (),
        "include_pool": True,
        "max_stops": 25,
    }
    return check_request(DayRequest(**(plain | changes)), now=NOW, zone=HELSINKI)


def test_a_plain_day_is_nine_hours_from_an_instant() -> None:
    bounds = _bounds()
    assert bounds.departs_at == datetime(2026, 3, 30, 6, tzinfo=UTC)
    assert bounds.working_day.until == 9 * 3600


def test_an_hour_is_missing_when_the_clocks_go_forward() -> None:
    bounds = _bounds(date=date(2026, 3, 29), depart_at=time(2), return_by=time(10))
    assert bounds.departs_at == datetime(2026, 3, 29, 0, tzinfo=UTC)
    assert bounds.working_day.until == 7 * 3600


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 5), (date(2026, 3, 29), 4), (date(2026, 10, 25), 6)])
def test_windows_follow_the_wall_clock_over_the_change(day: date, hours: int) -> None:
    """Open from 07:00, seen from 02:00 on: five hours later, four in spring, six in autumn."""
    week = [OpeningHours(weekday, time(7), time(17)) for weekday in range(1, 8)]
    departs_at = datetime.combine(day, time(2), tzinfo=HELSINKI).astimezone(UTC)
    windows = windows_of_day(week, day=day, zone=HELSINKI, departs_at=departs_at, until=8 * 3600)
    assert windows == (Window(hours * 3600, (hours + 10) * 3600),)


def test_unknown_hours_are_open_and_no_hours_are_closed() -> None:
    on_monday: dict[str, Any] = {"day": date(2026, 3, 30), "zone": HELSINKI, "departs_at": NOW, "until": 3600}
    assert windows_of_day(None, **on_monday) == (Window(0, 3600),)
    assert windows_of_day([OpeningHours(2, time(9), time(17))], **on_monday) == ()


def test_a_break_may_begin_within_two_hours() -> None:
    pause = _bounds(break_from=time(12), break_minutes=45).working_day.break_
    assert pause == Break(3 * 3600, 5 * 3600, 45 * 60)


def test_today_is_the_members_today_and_the_last_day_is_sixty_ahead() -> None:
    assert _bounds(date=date(2026, 3, 28)).departs_at == datetime(2026, 3, 28, 7, tzinfo=UTC)
    assert _bounds(date=date(2026, 5, 27)).departs_at == datetime(2026, 5, 27, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("date", {"date": date(2026, 3, 27)}),
        ("date", {"date": date(2026, 5, 28)}),
        ("date", {"date": date.max}),
        ("date", {"date": date.min}),
        ("returnBy", {"return_by": time(9)}),
        ("returnBy", {"depart_at": time(19)}),
        ("breakMinutes", {"break_from": time(12), "break_minutes": -1}),
        ("breakMinutes", {"break_from": time(12), "break_minutes": 241}),
        ("breakFrom", {"break_minutes": 30}),
        ("breakFrom", {"break_from": time(8, 59), "break_minutes": 30}),
        ("breakFrom", {"break_from": time(17, 31), "break_minutes": 30}),
        ("maxStops", {"max_stops": 0}),
        ("maxStops", {"max_stops": 101}),
        ("mustVisit", {"must_visit": (UUID(int=1),) * 301}),
    ],
)
def test_what_no_day_could_be_is_refused_by_its_field(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        _bounds(**changes)
    assert refusal.value.field == field
