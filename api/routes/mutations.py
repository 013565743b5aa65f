"""Planning a day."""

from datetime import date, time
from typing import Annotated, TypeVar
from uuid import UUID

import strawberry

import routes
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of
from api.routes import loaders
from api.routes.kinds import TravelMode
from api.routes.refusals import CannotKeepAll
from api.routes.types import DayRoute, day_route_node
from api.space import PositionInput, read_position

T = TypeVar("T")
_TRAVEL_TIMES = routes.EstimatedTravelTimes()
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


@strawberry.type
class DayRouteSuccess:
    route: DayRoute


PlanDayResult = Annotated[
    DayRouteSuccess | CannotKeepAll | InvalidInput | NotFound | NotAllowed, strawberry.union("PlanDayResult")
]


@strawberry.type
class RouteMutations:
    @strawberry.mutation(
        description="Plans the viewer's day. A break begins within two hours of breakFrom, between visits; later only "
        "where must-visits can't be kept otherwise; a day that is over by breakFrom has none. Opening hours bound the "
        "begin of a visit."
    )
    def plan_day(self, info: Info, input: PlanDayInput) -> PlanDayResult:
        context = info.context
        actor = context.actor
        return act(
            info,
            lambda: routes.plan_day(context.session, actor, _read(input), travel_times=_TRAVEL_TIMES, now=context.now),
            lambda id: DayRouteSuccess(route=_route(info, id)),
        )


def _read(input: PlanDayInput) -> routes.DayRequest:
    """Raises InvalidInput for a position off the globe."""
    start = read_position(input.start, "start")
    return routes.DayRequest(
        date=input.date,
        start=start,
        end=start if input.end is None else read_position(input.end, "end"),
        depart_at=_or(input.depart_at, _DEPART_AT),
        return_by=_or(input.return_by, _RETURN_BY),
        break_from=input.break_from,
        break_minutes=_or(input.break_minutes, 0),
        mode=_or(input.mode, TravelMode.DRIVING),
        must_visit=tuple(identifier_of("Account", id) for id in input.must_visit or ()),
        include_pool=_or(input.include_pool, True),
        max_stops=_or(input.max_stops, _MAX_STOPS),
    )


def _or(value: T | None, default: T) -> T:
    return default if value is None else value


def _route(info: Info, id: UUID) -> DayRoute:
    view = loaders.day_routes(info).get(id)
    assert view is not None, "every rep sees own plans"
    return day_route_node(info, view)
