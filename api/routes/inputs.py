"""What is asked of a day, as clients send it."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

import strawberry

import geo
import routes
from api.global_ids import identifier_of
from api.routes.kinds import TravelMode
from api.space import PositionInput, read_position

T = TypeVar("T")
_DEPART_AT, _RETURN_BY, _MAX_STOPS = time(9), time(18), 25


@strawberry.input
class PlanDayInput:
    date: date
    start: PositionInput
    end: PositionInput | None = strawberry.field(default=None, description="Start's position where absent.")
    depart_at: time | None = _DEPART_AT
    return_by: time | None = _RETURN_BY
    break_from: time | None = None
    break_minutes: int | None = 0
    mode: TravelMode | None = TravelMode.DRIVING
    must_visit: list[strawberry.ID] | None = None
    include_pool: bool | None = strawberry.field(
        default=True, description="Offer public-pool accounts along the way too."
    )
    max_stops: int | None = _MAX_STOPS


@strawberry.input
class ReplanDayInput:
    date: date
    at: datetime
    from_: PositionInput = strawberry.field(name="from")
    skip: list[strawberry.ID] | None = None


@strawberry.input(description="Whose day it is, and from where to where.")
class RepOfDayInput:
    member_id: strawberry.ID
    start: PositionInput
    end: PositionInput | None = strawberry.field(default=None, description="Start's position where absent.")


@strawberry.input
class PlanTeamDayInput:
    under: strawberry.ID = strawberry.field(description="An org unit; the reps are of it or of units below.")
    date: date
    reps: list[RepOfDayInput] = strawberry.field(description="8 at most.")
    depart_at: time | None = _DEPART_AT
    return_by: time | None = _RETURN_BY
    break_from: time | None = None
    break_minutes: int | None = 0
    mode: TravelMode | None = TravelMode.DRIVING
    must_visit: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Own accounts of the reps, and leads that one of them is to visit."
    )
    include_pool: bool | None = strawberry.field(default=True, description="Share the public pool out among the reps.")
    max_stops: int | None = strawberry.field(default=_MAX_STOPS, description="Of each rep.")


def read_day(input: PlanDayInput) -> routes.DayRequest:
    """Raises InvalidInput for a position off the globe."""
    return _day(input, *_ends(input, ""))


def read_road(input: ReplanDayInput) -> routes.Now:
    """Raises InvalidInput for a position off the globe."""
    return routes.Now(input.at, read_position(input.from_, "from"), _accounts(input.skip))


def read_team(input: PlanTeamDayInput) -> routes.TeamRequest:
    """Raises InvalidInput for a position off the globe."""
    reps = []
    for number, rep in enumerate(input.reps):
        start, end = _ends(rep, f"reps.{number}.")
        reps.append(routes.RepOfDay(identifier_of("Member", rep.member_id), start, end))
    nowhere = geo.Position(0, 0)
    return routes.TeamRequest(identifier_of("OrgUnit", input.under), tuple(reps), _day(input, nowhere, nowhere))


def _ends(input: PlanDayInput | RepOfDayInput, path: str) -> tuple[geo.Position, geo.Position]:
    start = read_position(input.start, f"{path}start")
    return start, start if input.end is None else read_position(input.end, f"{path}end")


def _day(input: PlanDayInput | PlanTeamDayInput, start: geo.Position, end: geo.Position) -> routes.DayRequest:
    return routes.DayRequest(
        date=input.date,
        start=start,
        end=end,
        depart_at=_or(input.depart_at, _DEPART_AT),
        return_by=_or(input.return_by, _RETURN_BY),
        break_from=input.break_from,
        break_minutes=_or(input.break_minutes, 0),
        mode=_or(input.mode, TravelMode.DRIVING),
        must_visit=_accounts(input.must_visit),
        include_pool=_or(input.include_pool, True),
        max_stops=_or(input.max_stops, _MAX_STOPS),
    )


def _accounts(ids: Sequence[strawberry.ID] | None) -> tuple[UUID, ...]:
    return tuple(identifier_of("Account", id) for id in ids or ())


def _or(value: T | None, default: T) -> T:
    return default if value is None else value
