"""Planned days, looked up."""

from datetime import date

import strawberry

import routes
from api.context import Info
from api.global_ids import identifier_of
from api.routes.types import DayRoute, day_route_of


@strawberry.type
class RouteQueries:
    @strawberry.field(description="The latest plan for that day; a manager may name a rep of the subtree.")
    def day_route(self, info: Info, date: date, member_id: strawberry.ID | None = None) -> DayRoute | None:
        context = info.context
        whose = context.actor.member_id if member_id is None else identifier_of("Member", member_id)
        return day_route_of(info, routes.newest_day_route(context.session, context.actor, member_id=whose, day=date))
