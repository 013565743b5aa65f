"""Every SELECT that leaves this room, each within the viewer's sight: who sees a member sees that member's plans."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from geo import Position
from people import Actor, visible_member_ids
from routes.day_route import DayRoute, LeftOutAccount, RouteStop
from routes.left_out import LeftOutReason
from routes.tables import DayRouteLeftOut, DayRouteRow, DayRouteStop
from routes.travel_times import TravelMode, TravelSource
from routes.worth import StopReason


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The plans of the members in the actor's sight."""
    if actor.is_rep:
        return DayRouteRow.member_id == actor.member_id
    return DayRouteRow.member_id.in_(visible_member_ids(actor))


def newest_day_route(session: Session, actor: Actor, *, member_id: UUID, day: date) -> DayRoute | None:
    """The newest plan of the member for the date; None where there is none in sight."""
    newest_first = _ROUTES.order_by(DayRouteRow.id.desc()).limit(1)
    row = session.execute(
        newest_first.where(DayRouteRow.member_id == member_id, DayRouteRow.date == day, visible_to(actor))
    ).one_or_none()
    return None if row is None else _route(row)


def day_routes_by_id(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, DayRoute]:
    rows = session.execute(_ROUTES.where(DayRouteRow.id.in_(ids), visible_to(actor)))
    return {row.id: _route(row) for row in rows}


def stops_of_routes(session: Session, actor: Actor, route_ids: Sequence[UUID]) -> dict[UUID, list[RouteStop]]:
    """The stops of each of the plans in sight, in order."""
    visible = select(DayRouteRow.id).where(DayRouteRow.id.in_(route_ids), visible_to(actor))
    rows = session.scalars(
        select(DayRouteStop)
        .where(DayRouteStop.route_id.in_(visible))
        .order_by(DayRouteStop.route_id, DayRouteStop.number)
    )
    found: dict[UUID, list[RouteStop]] = {route_id: [] for route_id in route_ids}
    for row in rows:
        found[row.route_id].append(_stop(row))
    return found


def left_out_of_routes(session: Session, actor: Actor, route_ids: Sequence[UUID]) -> dict[UUID, list[LeftOutAccount]]:
    """Who was left out of each of the plans in sight, best first."""
    visible = select(DayRouteRow.id).where(DayRouteRow.id.in_(route_ids), visible_to(actor))
    rows = session.scalars(
        select(DayRouteLeftOut)
        .where(DayRouteLeftOut.route_id.in_(visible))
        .order_by(DayRouteLeftOut.route_id, DayRouteLeftOut.rank)
    )
    found: dict[UUID, list[LeftOutAccount]] = {route_id: [] for route_id in route_ids}
    for row in rows:
        found[row.route_id].append(LeftOutAccount(row.account_id, row.account_name, LeftOutReason(row.reason), row.why))
    return found


_ROUTES = select(
    DayRouteRow.id,
    DayRouteRow.member_id,
    DayRouteRow.date,
    DayRouteRow.mode,
    DayRouteRow.travel_source,
    DayRouteRow.travel_seconds,
    DayRouteRow.travel_meters,
    DayRouteRow.visit_seconds,
    DayRouteRow.wait_seconds,
    DayRouteRow.departs_at,
    DayRouteRow.returns_at,
    DayRouteRow.break_from,
    DayRouteRow.break_until,
    func.ST_AsGeoJSON(DayRouteRow.path, 15).label("path"),
    DayRouteRow.planned_at,
)


def _route(row: Any) -> DayRoute:
    """A row with the columns of _ROUTES."""
    return DayRoute(
        id=row.id,
        member_id=row.member_id,
        date=row.date,
        mode=TravelMode(row.mode),
        travel_source=TravelSource(row.travel_source),
        travel_seconds=row.travel_seconds,
        travel_meters=row.travel_meters,
        visit_seconds=row.visit_seconds,
        wait_seconds=row.wait_seconds,
        departs_at=row.departs_at,
        returns_at=row.returns_at,
        break_from=row.break_from,
        break_until=row.break_until,
        path=() if row.path is None else tuple(Position(*each) for each in orjson.loads(row.path)["coordinates"]),
        planned_at=row.planned_at,
    )


def _stop(row: DayRouteStop) -> RouteStop:
    return RouteStop(
        account_id=row.account_id,
        account_name=row.account_name,
        arrives_at=row.arrives_at,
        departs_at=row.departs_at,
        travel_seconds=row.travel_seconds,
        wait_seconds=row.wait_seconds,
        reasons=tuple(StopReason(reason) for reason in row.reasons),
    )
