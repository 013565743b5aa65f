"""What a rep asks of a day, and the refusals of what no day could be."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from core.errors import InvalidInput
from geo import Position
from routes.problem import Break, WorkingDay
from routes.travel_times import TravelMode

DAYS_AHEAD = 60
MOST_MUSTS = 300
MOST_STOPS = 100
LONGEST_BREAK_MINUTES = 240
BREAK_MAY_WAIT = timedelta(hours=2)
"A break begins within this of the hour asked for; later only where must-visits can't be kept otherwise."


@dataclass(frozen=True, slots=True)
class DayRequest:
    """A day as its rep asks for it; times are local."""

    date: date
    start: Position
    end: Position
    depart_at: time
    return_by: time
    break_from: time | None
    break_minutes: int
    mode: TravelMode
    must_visit: tuple[UUID, ...]
    include_pool: bool
    max_stops: int


@dataclass(frozen=True, slots=True)
class DayBounds:
    """The day as the solver knows it: seconds since an instant."""

    departs_at: datetime
    working_day: WorkingDay
    break_asked_from: datetime | None = None

    def instant(self, seconds: int) -> datetime:
        return self.departs_at + timedelta(seconds=seconds)


def check_request(request: DayRequest, *, now: datetime, zone: ZoneInfo) -> DayBounds:
    """The bounds of the day, in instants: on the day the clocks change, nine hours are nine hours.

    Raises InvalidInput for a date before today (in `zone`) or over 60 days ahead, a day that ends before it begins,
    a break that doesn't lie within it, and too many stops or must-visits.
    """
    _check_date(request.date, now.astimezone(zone).date())
    _check_numbers(request)
    departs_at, returns_by = (_instant(request.date, wall, zone) for wall in (request.depart_at, request.return_by))
    if returns_by <= departs_at:
        raise InvalidInput(
            "returnBy", f"returnBy {request.return_by:%H:%M} must lie after departAt {request.depart_at:%H:%M}."
        )
    until = _seconds(returns_by - departs_at)
    pause = _break(request, departs_at, until, zone)
    asked_from = None if pause is None else departs_at + timedelta(seconds=pause.earliest)
    return DayBounds(departs_at, WorkingDay(until, request.max_stops, pause), asked_from)


def _check_date(day: date, today: date) -> None:
    if day < today:
        raise InvalidInput("date", f"{day} is past: a day is planned from {today} on.")
    if day > today + timedelta(days=DAYS_AHEAD):
        raise InvalidInput(
            "date", f"{day} is over {DAYS_AHEAD} days ahead: plan up to {today + timedelta(DAYS_AHEAD)}."
        )


def _check_numbers(request: DayRequest) -> None:
    if not 1 <= request.max_stops <= MOST_STOPS:
        raise InvalidInput("maxStops", f"maxStops is {request.max_stops}: it lies between 1 and {MOST_STOPS}.")
    if not 0 <= request.break_minutes <= LONGEST_BREAK_MINUTES:
        raise InvalidInput(
            "breakMinutes",
            f"breakMinutes is {request.break_minutes}: it lies between 0 and {LONGEST_BREAK_MINUTES}.",
        )
    if len(request.must_visit) > MOST_MUSTS:
        raise InvalidInput("mustVisit", f"{len(request.must_visit)} must-visits: {MOST_MUSTS} at most.")


def _break(request: DayRequest, departs_at: datetime, until: int, zone: ZoneInfo) -> Break | None:
    if request.break_minutes == 0:
        return None
    if request.break_from is None:
        raise InvalidInput("breakFrom", f"A break of {request.break_minutes} min needs breakFrom: when may it begin?")
    seconds = request.break_minutes * 60
    earliest = _seconds(_instant(request.date, request.break_from, zone) - departs_at)
    if not 0 <= earliest <= until - seconds:
        raise InvalidInput(
            "breakFrom",
            f"A break of {request.break_minutes} min from {request.break_from:%H:%M} doesn't lie between "
            f"departAt {request.depart_at:%H:%M} and returnBy {request.return_by:%H:%M}.",
        )
    latest = min(earliest + _seconds(BREAK_MAY_WAIT), until - seconds)
    return Break(earliest, latest, seconds)


def _instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall.replace(microsecond=0), tzinfo=zone).astimezone(UTC)


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)
