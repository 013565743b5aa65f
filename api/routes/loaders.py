"""What answers fetch of this room, a batch at a time."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

import routes
import visits
from api.context import Info
from api.loaders import Loader
from api.people import loaders as people_loaders

DayOfMember = tuple[UUID, date]


def day_routes(info: Info) -> Loader[UUID, routes.DayRoute]:
    context = info.context
    return context.loaders.of("day routes", lambda ids: routes.day_routes_by_id(context.session, context.actor, ids))


def stops(info: Info) -> Loader[UUID, list[routes.RouteStop]]:
    """Of day routes."""
    context = info.context
    return context.loaders.of(
        "stops of routes", lambda ids: routes.stops_of_routes(context.session, context.actor, ids)
    )


def left_out(info: Info) -> Loader[UUID, list[routes.LeftOutAccount]]:
    """Of day routes."""
    context = info.context
    return context.loaders.of(
        "left out of routes", lambda ids: routes.left_out_of_routes(context.session, context.actor, ids)
    )


def visits_of_day(info: Info) -> Loader[DayOfMember, dict[UUID, visits.VisitView]]:
    """The newest visit of a member on a local date to each account, but for refused attempts."""

    def fetch(days: Sequence[DayOfMember]) -> dict[DayOfMember, dict[UUID, visits.VisitView]]:
        return {(member_id, day): _visits_of_day(info, member_id, day) for member_id, day in days}

    return info.context.loaders.of("visits of days", fetch)


def _visits_of_day(info: Info, member_id: UUID, day: date) -> dict[UUID, visits.VisitView]:
    context, member = info.context, people_loaders.members(info).need(member_id)
    zone = ZoneInfo(member.time_zone)
    return visits.visits_of_day(
        context.session, context.actor, member_id=member_id, day=day, zone=zone, now=context.now
    )
