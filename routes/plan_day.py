"""A rep plans a day."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from core.errors import NotAllowed
from people import Actor
from routes.assemble import route_of_day
from routes.day_request import DayRequest, check_request
from routes.done import nothing_done
from routes.gather import gather
from routes.planning_tools import PlanningTools
from routes.record import record
from routes.work_out import work_out


def plan_day(session: Session, actor: Actor, request: DayRequest, *, tools: PlanningTools, now: datetime) -> UUID:
    """The id of the new plan, which from now on is the one of its date.

    Raises NotAllowed, InvalidInput, NotFound, CannotKeepAll, SolversBusy.
    """
    if not actor.is_rep:
        raise NotAllowed("Only reps have a day to plan.")
    bounds = check_request(request, now=now, zone=actor.time_zone)
    facts = gather(session, actor, request, at=bounds.departs_at, now=now)
    worked_out = work_out(request, bounds, facts, zone=actor.time_zone, tools=tools)
    done = nothing_done(request, bounds)
    route = route_of_day(worked_out, done, member_id=actor.member_id, request=request, bounds=bounds, now=now)
    return record(session, actor, route, act="planDay", now=now)
