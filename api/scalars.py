"""The contract's scalars, each with one form in and one form out."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, NewType, TypeVar
from uuid import UUID

import strawberry
from strawberry.types.scalar import ScalarDefinition

from core.clock import read_instant

T = TypeVar("T")
GeoJSON = NewType("GeoJSON", object)


def _strictly(parse: Callable[[str], T], hint: str) -> Callable[[object], T]:
    """A parser that takes strings only and says what it would take."""

    def parse_value(value: object) -> T:
        if not isinstance(value, str):
            raise ValueError(hint)
        try:
            return parse(value)
        except (ValueError, OverflowError):
            raise ValueError(hint) from None

    return parse_value


def _show_instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _date(value: str) -> date:
    if len(value) != len("2026-01-31"):
        raise ValueError
    return date.fromisoformat(value)


def _local_time(value: str) -> time:
    parsed = time.fromisoformat(value)
    if parsed.tzinfo is not None or ":" not in value:
        raise ValueError
    return parsed


def _show_local_time(value: time) -> str:
    return value.isoformat("minutes" if not value.second and not value.microsecond else "auto")


def _scalar(name: str, parse: Callable[[object], Any], show: Callable[[Any], object]) -> ScalarDefinition:
    return strawberry.scalar(name=name, parse_value=parse, serialize=show)


SCALARS: dict[object, ScalarDefinition] = {
    datetime: _scalar(
        "DateTime",
        _strictly(read_instant, "An instant is RFC 3339 with an offset: 2026-01-31T09:30:00+02:00."),
        _show_instant,
    ),
    date: _scalar("Date", _strictly(_date, "A date is written 2026-01-31."), date.isoformat),
    time: _scalar("LocalTime", _strictly(_local_time, "A local time is written 09:30 or 09:30:15."), _show_local_time),
    UUID: _scalar("UUID", _strictly(UUID, "A UUID is written 0190b5a4-7c3e-7d2a-9f51-3c1e8a2b4d6f."), str),
    GeoJSON: _scalar("GeoJSON", lambda value: value, lambda value: value),
}
