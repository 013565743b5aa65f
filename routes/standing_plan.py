"""The plan of a day as planning it again needs it: what was asked, what was planned, who was left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geo import Position
from people import Actor
from routes.day_route import Asked, DayRoute, RouteStop
from routes.queries import left_out_of_routes, newest_day_route, stops_of_routes
from routes.tables import DayRouteRow
from routes.worth import StopReason


@dataclass(frozen=True, slots=True)
class StandingPlan:
    route: DayRoute
    asked: Asked
    stops: Sequence[RouteStop]
    left_out: Sequence[UUID]
    "Accounts, best first."

    @property
    def musts(self) -> list[UUID]:
        return [stop.account_id for stop in self.stops if StopReason.MUST_VISIT in stop.reasons]

    def name_of(self, account_id: UUID) -> str | None:
        """As the plan knows it, for a stop."""
        return next((stop.account_name for stop in self.stops if stop.account_id == account_id), None)


def standing_plan(session: Session, actor: Actor, day: date) -> StandingPlan | None:
    """The actor's newest plan for the date; None where there is none, or where its positions are erased."""
    route = newest_day_route(session, actor, member_id=actor.member_id, day=day)
    if route is None or not route.path:
        return None
    row = session.execute(_ASKED.where(DayRouteRow.id == route.id)).one()
    stops = stops_of_routes(session, actor, [route.id])[route.id]
    left_out = left_out_of_routes(session, actor, [route.id])[route.id]
    return StandingPlan(route, _asked(row), stops, [each.account_id for each in left_out])


_ASKED = select(
    func.ST_X(func.geometry(DayRouteRow.start)).label("start_longitude"),
    func.ST_Y(func.geometry(DayRouteRow.start)).label("start_latitude"),
    func.ST_X(func.geometry(DayRouteRow.finish)).label("end_longitude"),
    func.ST_Y(func.geometry(DayRouteRow.finish)).label("end_latitude"),
    DayRouteRow.returns_by,
    DayRouteRow.max_stops,
    DayRouteRow.include_pool,
    DayRouteRow.break_asked_from,
    DayRouteRow.break_minutes,
    DayRouteRow.replans,
)


def _asked(row: Any) -> Asked:
    """A row with the columns of _ASKED."""
    return Asked(
        start=Position(row.start_longitude, row.start_latitude),
        end=Position(row.end_longitude, row.end_latitude),
        returns_by=row.returns_by,
        max_stops=row.max_stops,
        include_pool=row.include_pool,
        break_from=row.break_asked_from,
        break_minutes=row.break_minutes,
        replans=row.replans,
    )
