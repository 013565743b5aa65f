"""Opening hours as they are stored: a JSON list of [weekday, opens, closes]."""

from collections.abc import Iterable
from datetime import time

from accounts.opening_hours import OpeningHours

Stored = list[list[int | str]]


def week_to_json(week: Iterable[OpeningHours]) -> Stored:
    return [[entry.weekday, entry.opens.isoformat(), entry.closes.isoformat()] for entry in week]


def week_from_json(stored: Stored) -> tuple[OpeningHours, ...]:
    return tuple(
        OpeningHours(int(weekday), time.fromisoformat(str(opens)), time.fromisoformat(str(closes)))
        for weekday, opens, closes in stored
    )
