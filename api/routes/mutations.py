"""Planning a day, planning its rest again, planning a team's."""

from collections.abc import Callable
from typing import Annotated, TypeVar
from uuid import UUID

import strawberry

import routes
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.routes import loaders
from api.routes.inputs import PlanDayInput, PlanTeamDayInput, ReplanDayInput, read_day, read_road, read_team
from api.routes.planning import planning_tools
from api.routes.refusals import CannotKeepAll
from api.routes.types import DayRoute, day_route_node

T = TypeVar("T")


@strawberry.type
class DayRouteSuccess:
    route: DayRoute


@strawberry.type
class TeamDaySuccess:
    routes: list[DayRoute] = strawberry.field(description="In the order of the reps.")


PlanDayResult = Annotated[
    DayRouteSuccess | CannotKeepAll | InvalidInput | NotFound | NotAllowed, strawberry.union("PlanDayResult")
]
ReplanDayResult = Annotated[
    DayRouteSuccess | CannotKeepAll | InvalidInput | NotFound | NotAllowed, strawberry.union("ReplanDayResult")
]
PlanTeamDayResult = Annotated[
    TeamDaySuccess | CannotKeepAll | InvalidInput | NotFound | NotAllowed, strawberry.union("PlanTeamDayResult")
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
        verb = _with_tools(
            lambda tools: routes.plan_day(context.session, actor, read_day(input), tools=tools, now=context.now)
        )
        return act(info, verb, lambda id: DayRouteSuccess(route=_routes(info, [id])[0]))

    @strawberry.mutation(
        description="Plans the rest of the day again from a fix and an instant; visited stops stay as they were."
    )
    def replan_day(self, info: Info, input: ReplanDayInput) -> ReplanDayResult:
        context = info.context
        actor = context.actor
        verb = _with_tools(
            lambda tools: routes.replan_day(
                context.session, actor, input.date, read_road(input), tools=tools, now=context.now
            )
        )
        return act(info, verb, lambda id: DayRouteSuccess(route=_routes(info, [id])[0]))

    @strawberry.mutation(
        description="Plans the day of several reps of a unit or below it, for a manager: no account is visited twice, "
        "own accounts stay with their owners, leads of the public pool are shared out."
    )
    def plan_team_day(self, info: Info, input: PlanTeamDayInput) -> PlanTeamDayResult:
        context = info.context
        actor = context.actor
        verb = _with_tools(
            lambda tools: routes.plan_team_day(context.session, actor, read_team(input), tools=tools, now=context.now)
        )
        return act(info, verb, lambda ids: TeamDaySuccess(routes=_routes(info, ids)))


def _with_tools(verb: Callable[[routes.PlanningTools], T]) -> Callable[[], T]:
    def with_tools() -> T:
        with planning_tools() as tools:
            return verb(tools)

    return with_tools


def _routes(info: Info, ids: list[UUID]) -> list[DayRoute]:
    views = loaders.day_routes(info)
    views.want(ids)
    return [day_route_node(info, views.need(id)) for id in ids]
