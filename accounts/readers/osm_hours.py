"""OpenStreetMap's `opening_hours` notation, told as a week.

The notation knows seasons, holidays and sunsets; a weekly table doesn't. An expression is evaluated over one year
without a holiday calendar, and its typical week is taken where nearly every week is the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

import opening_hours

from accounts.opening_hours import OpeningHours, checked_week
from core.errors import InvalidInput

_FIRST_MONDAY = datetime.combine(date(2029, 1, 1), time())
_WEEKS = 52
_FEWEST_ALIKE = 46
"Weeks of the year that must be the same: Christmas and a summer break may differ, a season may not."
_SUN_EVENTS = ("dawn", "sunrise", "sunset", "dusk")


@lru_cache(maxsize=4096)
def weekly_hours(expression: str) -> tuple[OpeningHours, ...]:
    """The typical week of an `opening_hours` expression, in the order of the week.

    Raises InvalidInput on `openingHours` where the expression can't be read, goes by the sun, says "unknown" or
    "by appointment", is never open, or changes over the year.
    """
    if not opening_hours.validate(expression):
        raise _refusal(expression, "isn't in OpenStreetMap's notation, like “Mo-Fr 09:00-17:00; Sa 10:00-14:00”")
    if any(event in expression.lower() for event in _SUN_EVENTS):
        raise _refusal(expression, "goes by the sun")
    weeks: defaultdict[int, list[OpeningHours]] = defaultdict(list)
    for week, opening in _openings(expression):
        weeks[week].append(opening)
    typical, times = Counter(tuple(weeks[week]) for week in range(_WEEKS)).most_common(1)[0]
    if times < _FEWEST_ALIKE:
        raise _refusal(expression, "changes over the year")
    if not typical:
        raise _refusal(expression, "is never open")
    return checked_week(typical)


def _openings(expression: str) -> Iterator[tuple[int, OpeningHours]]:
    """Each opening of the year with the number of the week in which it begins."""
    schedule = opening_hours.OpeningHours(expression, auto_country=False, auto_timezone=False)
    # A day more on either side, so that no opening of the year itself is cut off.
    span = schedule.intervals(_FIRST_MONDAY - timedelta(days=1), _FIRST_MONDAY + timedelta(weeks=_WEEKS, days=1))
    for begin, end, state, _ in span:
        if state == opening_hours.State.UNKNOWN:
            raise _refusal(expression, "doesn't say for certain when it is open")
        if state != opening_hours.State.OPEN:
            continue
        for opens, closes in _shorter_than_a_day(begin, end):
            week = (opens.date() - _FIRST_MONDAY.date()).days // 7
            yield week, OpeningHours(opens.isoweekday(), opens.time(), closes.time())


def _shorter_than_a_day(begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The interval itself, or cut at each midnight where it lasts for 24 hours or longer."""
    if end - begin < timedelta(days=1):
        yield begin, end
        return
    midnights = (_midnight_after(begin.date(), days) for days in range(1, (end - begin).days + 2))
    yield from pairwise([begin, *(midnight for midnight in midnights if midnight < end), end])


def _midnight_after(day: date, days: int) -> datetime:
    return datetime.combine(day + timedelta(days=days), time())


def _refusal(expression: str, why: str) -> InvalidInput:
    return InvalidInput("openingHours", f"Opening hours left out: “{expression}” {why}.")
