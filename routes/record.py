"""Stores a plan, with its audit row and its event."""

from datetime import datetime
from uuid import UUID

from geoalchemy2 import WKTElement
from sqlalchemy import insert
from sqlalchemy.orm import Session

from core import audit, events
from geo import Position
from people import Actor
from routes.day_route import RouteOfDay
from routes.tables import DayRouteLeftOut, DayRouteRow, DayRouteStop


def record(session: Session, actor: Actor, planned: RouteOfDay, *, act: str, now: datetime) -> UUID:
    """The id of the stored plan."""
    _store(session, actor, planned)
    details: dict[str, str | int] = {"date": planned.route.date.isoformat(), "stops": len(planned.stops)}
    audit.record(session, now=now, member_id=actor.member_id, act=act, subject_id=planned.route.id, details=details)
    events.publish(session, now=now, kind="day.planned", subject_id=planned.route.id, payload=details)
    return planned.route.id


def _store(session: Session, actor: Actor, planned: RouteOfDay) -> None:
    route, provenance, asked = planned.route, planned.provenance, planned.asked
    session.execute(
        insert(DayRouteRow).values(
            id=route.id,
            member_id=route.member_id,
            date=route.date,
            mode=route.mode,
            travel_source=route.travel_source,
            travel_seconds=route.travel_seconds,
            travel_meters=route.travel_meters,
            visit_seconds=route.visit_seconds,
            wait_seconds=route.wait_seconds,
            departs_at=route.departs_at,
            returns_at=route.returns_at,
            break_from=route.break_from,
            break_until=route.break_until,
            path=_line(route.path),
            planned_at=route.planned_at,
            problem_hash=provenance.problem_hash,
            travel_version=provenance.travel_version,
            solver_version=provenance.solver_version,
            seed=provenance.seed,
            iterations=provenance.iterations,
            start=_point(asked.start),
            finish=_point(asked.end),
            returns_by=asked.returns_by,
            max_stops=asked.max_stops,
            include_pool=asked.include_pool,
            break_asked_from=asked.break_from,
            break_minutes=asked.break_minutes,
            replans=asked.replans,
            planned_by=actor.member_id,
        )
    )
    _store_stops(session, planned)
    _store_left_out(session, planned)


def _store_stops(session: Session, planned: RouteOfDay) -> None:
    rows = [
        {
            "route_id": planned.route.id,
            "number": number,
            "account_id": stop.account_id,
            "account_name": stop.account_name,
            "arrives_at": stop.arrives_at,
            "departs_at": stop.departs_at,
            "travel_seconds": stop.travel_seconds,
            "wait_seconds": stop.wait_seconds,
            "reasons": list(stop.reasons),
        }
        for number, stop in enumerate(planned.stops)
    ]
    if rows:
        session.execute(insert(DayRouteStop), rows)


def _store_left_out(session: Session, planned: RouteOfDay) -> None:
    rows = [
        {
            "route_id": planned.route.id,
            "rank": rank,
            "account_id": account.account_id,
            "account_name": account.account_name,
            "reason": account.reason,
            "why": account.why,
        }
        for rank, account in enumerate(planned.left_out)
    ]
    if rows:
        session.execute(insert(DayRouteLeftOut), rows)


def _line(path: tuple[Position, ...]) -> WKTElement:
    """The path as a geography column takes it."""
    points = ", ".join(f"{place.longitude!r} {place.latitude!r}" for place in path)
    return WKTElement(f"LINESTRING({points})", srid=4326)


def _point(place: Position) -> WKTElement:
    return WKTElement(f"POINT({place.longitude!r} {place.latitude!r})", srid=4326)
