"""From the solver's seconds and indexes to instants and accounts."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from core.ids import id_at
from routes.day_problem import DayProblem
from routes.day_request import DayBounds, DayRequest
from routes.day_route import DayRoute, LeftOutAccount, Provenance, RouteOfDay, RouteStop
from routes.left_out import LeftOut
from routes.plan import Plan
from routes.planner import PlannedDay
from routes.stop_reasons import stop_reasons
from routes.travel_times import TravelTimes


def route_of_day(
    day: DayProblem,
    planned: PlannedDay,
    *,
    member_id: UUID,
    request: DayRequest,
    bounds: DayBounds,
    travel_times: TravelTimes,
    provenance: Provenance,
    now: datetime,
) -> RouteOfDay:
    """The whole plan as it is stored."""
    plan, pause = planned.plan, planned.plan.break_
    places = [request.start, *(day.facts[stop].position for stop in plan.order), request.end]
    route = DayRoute(
        id=id_at(now),
        member_id=member_id,
        date=request.date,
        mode=request.mode,
        travel_source=travel_times.source,
        travel_seconds=plan.travel_seconds,
        travel_meters=_travel_meters(day, plan),
        visit_seconds=plan.visit_seconds,
        wait_seconds=plan.wait_seconds,
        departs_at=bounds.departs_at,
        returns_at=bounds.instant(plan.returns),
        break_from=None if pause is None else bounds.instant(pause.begins),
        break_until=None if pause is None else bounds.instant(pause.ends),
        path=travel_times.path(places, request.mode),
        planned_at=now,
    )
    return RouteOfDay(route, _stops(day, plan, bounds), left_out_accounts(day, planned.left_out), provenance)


def left_out_accounts(day: DayProblem, left_out: Iterable[LeftOut]) -> tuple[LeftOutAccount, ...]:
    """The same, in the same order, by account."""
    return tuple(
        LeftOutAccount(day.facts[each.candidate].account_id, day.facts[each.candidate].name, each.reason, each.why)
        for each in left_out
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


def _travel_meters(day: DayProblem, plan: Plan) -> int:
    places = [day.problem.start, *plan.order, day.problem.end]
    return sum(int(day.matrix.distances[here, there]) for here, there in pairwise(places))
