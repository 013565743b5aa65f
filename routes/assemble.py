"""From the solver's seconds and indexes to instants and accounts."""

from datetime import datetime
from uuid import UUID

from core.ids import id_at
from geo import Position
from routes.day_problem import DayProblem
from routes.day_request import DayBounds, DayRequest
from routes.day_route import Asked, DayRoute, LeftOutAccount, RouteOfDay, RouteStop
from routes.done import Done
from routes.left_out_accounts import left_out_accounts
from routes.plan import Plan
from routes.stop_reasons import stop_reasons
from routes.work_out import WorkedOut


def route_of_day(
    worked_out: WorkedOut,
    done: Done,
    *,
    member_id: UUID,
    request: DayRequest,
    bounds: DayBounds,
    now: datetime,
    also_left_out: tuple[LeftOutAccount, ...] = (),
) -> RouteOfDay:
    """The whole plan as it is stored: what is done, then what was worked out."""
    day, plan, pause = worked_out.day, worked_out.planned.plan, worked_out.planned.plan.break_
    travel_times = day.survey.travel_times
    way = travel_times.way([*done.places, *_places(day, plan, request)])
    route = DayRoute(
        id=id_at(now),
        member_id=member_id,
        date=request.date,
        mode=request.mode,
        travel_source=travel_times.source,
        travel_seconds=done.travel_seconds + plan.travel_seconds,
        travel_meters=way.meters,
        visit_seconds=done.visit_seconds + plan.visit_seconds,
        wait_seconds=done.wait_seconds + plan.wait_seconds,
        departs_at=done.departs_at,
        returns_at=bounds.instant(plan.returns),
        break_from=done.break_from if pause is None else bounds.instant(pause.begins),
        break_until=done.break_until if pause is None else bounds.instant(pause.ends),
        path=way.line,
        planned_at=now,
    )
    return RouteOfDay(
        route,
        (*done.stops, *_stops(day, plan, bounds)),
        (*also_left_out, *left_out_accounts(day, worked_out.planned.left_out)),
        worked_out.provenance,
        _asked(request, bounds, done),
    )


def _places(day: DayProblem, plan: Plan, request: DayRequest) -> list[Position]:
    return [*(day.facts[stop].position for stop in plan.order), request.end]


def _asked(request: DayRequest, bounds: DayBounds, done: Done) -> Asked:
    return Asked(
        start=done.places[0],
        end=request.end,
        returns_by=bounds.instant(bounds.working_day.until),
        max_stops=request.max_stops,
        include_pool=request.include_pool,
        break_from=bounds.break_asked_from,
        break_minutes=request.break_minutes,
        replans=done.replans,
    )


def _stops(day: DayProblem, plan: Plan, bounds: DayBounds) -> tuple[RouteStop, ...]:
    return tuple(
        RouteStop(
            account_id=day.facts[stop.candidate].account_id,
            account_name=day.facts[stop.candidate].name,
            arrives_at=bounds.instant(stop.arrives),
            departs_at=bounds.instant(stop.departs),
            travel_seconds=stop.travel_seconds,
            wait_seconds=stop.wait_seconds,
            reasons=reasons,
        )
        for stop, reasons in zip(plan.stops, stop_reasons(day.problem, plan, day.worths), strict=True)
    )
