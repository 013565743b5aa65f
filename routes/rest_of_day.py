"""What is left of a planned day at an instant: its hours, its break, its must-visits. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from core.errors import InvalidInput
from geo import Position
from routes.day_request import BREAK_MAY_WAIT, DayBounds, DayRequest
from routes.done import Done
from routes.problem import Break, WorkingDay
from routes.standing_plan import StandingPlan


@dataclass(frozen=True, slots=True)
class Now:
    """Where the rep is and when, and whom the rep won't visit any more."""

    at: datetime
    place: Position
    skip: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class RestOfDay:
    request: DayRequest
    "Of the day as if it began now; its must-visits are those still to come."
    bounds: DayBounds
    done: Done
    to_come: tuple[UUID, ...]
    "The stops still to come, in the order of the plan."


def rest_of_day(plan: StandingPlan, now: Now, visited: Collection[UUID], zone: ZoneInfo) -> RestOfDay:
    """Raises InvalidInput where `at` doesn't lie in the day of the plan, before its end."""
    _check_instant(plan, now.at, zone)
    kept = tuple(stop for stop in plan.stops if stop.account_id in visited)
    away = {*visited, *now.skip}
    is_behind = plan.route.break_from is not None and plan.route.break_from <= now.at
    done = Done(
        departs_at=min(plan.route.departs_at, now.at),
        places=(now.place,),
        stops=kept,
        break_from=plan.route.break_from if is_behind else None,
        break_until=plan.route.break_until if is_behind else None,
        replans=plan.route.id,
    )
    return RestOfDay(
        request=_request(plan, now, tuple(id for id in plan.musts if id not in away), zone),
        bounds=_bounds(plan, now.at, len(kept), break_is_behind=is_behind),
        done=done,
        to_come=tuple(stop.account_id for stop in plan.stops if stop.account_id not in away),
    )


def _check_instant(plan: StandingPlan, at: datetime, zone: ZoneInfo) -> None:
    day = plan.route.date
    if at.astimezone(zone).date() != day:
        raise InvalidInput("at", f"{at.astimezone(zone):%Y-%m-%d %H:%M} isn't on {day}, the day of the plan.")
    if at >= plan.asked.returns_by:
        ends = plan.asked.returns_by.astimezone(zone)
        raise InvalidInput("at", f"The planned day ends at {ends:%H:%M}: at must lie before.")


def _request(plan: StandingPlan, now: Now, musts: tuple[UUID, ...], zone: ZoneInfo) -> DayRequest:
    asked = plan.asked
    return DayRequest(
        date=plan.route.date,
        start=now.place,
        end=asked.end,
        depart_at=now.at.astimezone(zone).time(),
        return_by=asked.returns_by.astimezone(zone).time(),
        break_from=None if asked.break_from is None else asked.break_from.astimezone(zone).time(),
        break_minutes=asked.break_minutes,
        mode=plan.route.mode,
        must_visit=musts,
        include_pool=asked.include_pool,
        max_stops=asked.max_stops,
    )


def _bounds(plan: StandingPlan, at: datetime, kept: int, *, break_is_behind: bool) -> DayBounds:
    asked = plan.asked
    until = _seconds(asked.returns_by - at)
    pause = None if break_is_behind else _break(plan, at, until)
    return DayBounds(at, WorkingDay(until, max(0, asked.max_stops - kept), pause), asked.break_from)


def _break(plan: StandingPlan, at: datetime, until: int) -> Break | None:
    """The break asked for, as far as the day still has room for it; from now on where its hour has passed."""
    asked_from, seconds = plan.asked.break_from, plan.asked.break_minutes * 60
    if asked_from is None or until < seconds:
        return None
    earliest = max(0, _seconds(asked_from - at))
    if earliest > until - seconds:
        return None
    latest = max(earliest, min(_seconds(asked_from + BREAK_MAY_WAIT - at), until - seconds))
    return Break(earliest, latest, seconds)


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)
