"""Weekly opening hours: a customer's week as people write it on the door."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.errors import InvalidInput

MOST_ENTRIES = 50
_DAY_SECONDS = 86_400
_WEEK_SECONDS = 7 * _DAY_SECONDS


@dataclass(frozen=True, slots=True, order=True)
class OpeningHours:
    """One opening in local time. `weekday` 1 is Monday, the day it begins.

    `closes` not after `opens` is on the next day; equal to it, the whole weekday from midnight to midnight.
    """

    weekday: int
    opens: time
    closes: time

    @property
    def all_day(self) -> bool:
        return self.opens == self.closes

    @property
    def seconds_of_week(self) -> tuple[int, int]:
        """Begin and end in seconds since Monday 00:00; the end of Sunday's may lie past the week's."""
        midnight = (self.weekday - 1) * _DAY_SECONDS
        if self.all_day:
            return midnight, midnight + _DAY_SECONDS
        begin, end = midnight + _seconds(self.opens), midnight + _seconds(self.closes)
        return begin, end if end > begin else end + _DAY_SECONDS


def checked_week(entries: Sequence[OpeningHours], field: str = "openingHours") -> tuple[OpeningHours, ...]:
    """The entries in the order of the week; openings may touch, so that a lunch break needs no gap.

    Raises InvalidInput with the path of the entry (`openingHours.3.weekday`) for more than 50 entries, a weekday
    outside 1 to 7, a time with a zone, and an opening that overlaps another: which of the two is meant
    isn't ours to guess.
    """
    if len(entries) > MOST_ENTRIES:
        raise InvalidInput(field, f"{field} has {len(entries)} entries: {MOST_ENTRIES} at most.")
    for index, entry in enumerate(entries):
        _check_entry(entry, f"{field}.{index}")
    _check_overlaps(entries, field)
    return tuple(sorted(entries))


def open_intervals(hours: Iterable[OpeningHours], day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """When it is open on the local date: whole intervals in UTC, joined where they touch, earliest first.

    One that runs over from the day before begins on that day, and one past midnight ends on the next. A local time
    that the change to summer time skips is moved on by what was skipped; of one that comes twice, the first opens and
    the second closes.
    """
    midnight, next_midnight = _instant(day, time(), zone), _instant(day + timedelta(days=1), time(), zone)
    week = list(hours)
    openings = sorted(
        opening for begin_day in (day - timedelta(days=1), day) for opening in _openings_of(week, begin_day, zone)
    )
    return [(begin, end) for begin, end in _joined(openings) if end > midnight and begin < next_midnight]


def _check_entry(entry: OpeningHours, path: str) -> None:
    if not 1 <= entry.weekday <= 7:
        raise InvalidInput(f"{path}.weekday", f"{entry.weekday} is no weekday: 1 is Monday, 7 is Sunday.")
    for name, value in (("opens", entry.opens), ("closes", entry.closes)):
        if value.tzinfo is not None:
            raise InvalidInput(f"{path}.{name}", "Opening hours are local times: leave the time zone away.")


def _check_overlaps(entries: Sequence[OpeningHours], field: str) -> None:
    spans = sorted((*entry.seconds_of_week, index) for index, entry in enumerate(entries))
    if not spans:
        return
    first_begin, first_end, first_index = spans[0]
    next_week = (first_begin + _WEEK_SECONDS, first_end + _WEEK_SECONDS, first_index)
    for (_, end, one), (begin, _, other) in pairwise([*spans, next_week]):
        if begin < end and one != other:
            earlier, later = sorted((one, other))
            raise InvalidInput(f"{field}.{later}", f"Overlaps with {field}.{earlier}: join the two, or shorten one.")


def _openings_of(week: list[OpeningHours], begin_day: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    for entry in week:
        if entry.weekday != begin_day.isoweekday():
            continue
        opens, closes = (time(), time()) if entry.all_day else (entry.opens, entry.closes)
        end_day = begin_day + timedelta(days=1) if closes <= opens else begin_day
        begin = _instant(begin_day, opens, zone)
        end = max(_instant(end_day, closes, zone), _instant(end_day, closes.replace(fold=1), zone))
        if begin < end:
            yield begin, end


def _joined(openings: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for begin, end in openings:
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined


def _instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall, tzinfo=zone).astimezone(UTC)


def _seconds(wall: time) -> int:
    return wall.hour * 3600 + wall.minute * 60 + wall.second
