"""Planned days as clients see them."""

from datetime import date, datetime

import strawberry

import geo
import routes
from api.accounts import loaders as account_loaders
from api.accounts.types import Account, account_of
from api.context import Info
from api.global_ids import global_id
from api.node import Node
from api.people import loaders as people_loaders
from api.people.types import Member, member_node
from api.routes import loaders
from api.routes.kinds import LeftOutReason, StopReason, TravelMode, TravelSource
from api.scalars import GeoJSON
from api.visits.types import Visit, visit_of


@strawberry.type
class LeftOut:
    account_name: str
    reason: LeftOutReason
    why: str = strawberry.field(description="In words, with the figures.")
    view: strawberry.Private[routes.LeftOutAccount]

    @strawberry.field
    def account(self, info: Info) -> Account | None:
        return account_of(info, account_loaders.account_views(info).get(self.view.account_id))


@strawberry.type
class RouteStop:
    account_name: str
    arrive_at: datetime
    depart_at: datetime
    travel_seconds: int
    wait_seconds: int
    reasons: list[StopReason]
    view: strawberry.Private[routes.RouteStop]
    day: strawberry.Private[loaders.DayOfMember]

    @strawberry.field(description="Null once it is no longer the viewer's to see.")
    def account(self, info: Info) -> Account | None:
        return account_of(info, account_loaders.account_views(info).get(self.view.account_id))

    @strawberry.field
    def visit(self, info: Info) -> Visit | None:
        visits_of_day = loaders.visits_of_day(info).get(self.day) or {}
        return visit_of(info, visits_of_day.get(self.view.account_id))


@strawberry.type
class DayRoute(Node):
    date: date
    mode: TravelMode
    travel_source: TravelSource
    travel_seconds: int
    travel_meters: int
    visit_seconds: int
    wait_seconds: int
    depart_at: datetime
    return_at: datetime
    break_from: datetime | None
    break_until: datetime | None
    planned_at: datetime
    view: strawberry.Private[routes.DayRoute]

    @strawberry.field
    def member(self, info: Info) -> Member:
        return member_node(info, people_loaders.members(info).need(self.view.member_id))

    @strawberry.field
    def stops(self, info: Info) -> list[RouteStop]:
        stops = loaders.stops(info).get(self.view.id) or []
        account_loaders.account_views(info).want(stop.account_id for stop in stops)
        return [_stop(stop, (self.view.member_id, self.view.date)) for stop in stops]

    @strawberry.field(description="Candidates that did not fit, best first, each with the reason.")
    def left_out(self, info: Info) -> list[LeftOut]:
        left_out = loaders.left_out(info).get(self.view.id) or []
        account_loaders.account_views(info).want(each.account_id for each in left_out)
        return [left_out_node(each) for each in left_out]

    @strawberry.field(description="LineString; along roads where they are loaded.")
    def path(self) -> GeoJSON:
        return GeoJSON(geo.line_string(self.view.path))


def day_route_node(info: Info, view: routes.DayRoute) -> DayRoute:
    people_loaders.members(info).want([view.member_id])
    loaders.stops(info).want([view.id])
    loaders.left_out(info).want([view.id])
    return DayRoute(
        id=global_id("DayRoute", view.id),
        date=view.date,
        mode=view.mode,
        travel_source=view.travel_source,
        travel_seconds=view.travel_seconds,
        travel_meters=view.travel_meters,
        visit_seconds=view.visit_seconds,
        wait_seconds=view.wait_seconds,
        depart_at=view.departs_at,
        return_at=view.returns_at,
        break_from=view.break_from,
        break_until=view.break_until,
        planned_at=view.planned_at,
        view=view,
    )


def day_route_of(info: Info, view: routes.DayRoute | None) -> DayRoute | None:
    return None if view is None else day_route_node(info, view)


def left_out_node(view: routes.LeftOutAccount) -> LeftOut:
    return LeftOut(account_name=view.account_name, reason=view.reason, why=view.why, view=view)


def _stop(view: routes.RouteStop, day: loaders.DayOfMember) -> RouteStop:
    return RouteStop(
        account_name=view.account_name,
        arrive_at=view.arrives_at,
        depart_at=view.departs_at,
        travel_seconds=view.travel_seconds,
        wait_seconds=view.wait_seconds,
        reasons=list(view.reasons),
        view=view,
        day=day,
    )
