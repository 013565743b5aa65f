"""Plan a rep's day: gather what it may be made of, judge what it shall be, record the plan."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from core.errors import DomainError, NotAllowed
from people import Actor
from routes.assemble import left_out_accounts, route_of_day
from routes.day_problem import DayProblem, day_problem
from routes.day_request import DayRequest, check_request
from routes.day_route import LeftOutAccount, Provenance
from routes.gather import gather
from routes.planner import MustsInConflict, plan_the_day
from routes.record import record
from routes.solver import ITERATIONS, SOLVER_VERSION
from routes.travel_times import TravelTimes
from routes.wording import Wording, names

_SEED = 1


class CannotKeepAll(DomainError):
    """No plan keeps every must-visit: `accounts` are those that can't be kept and those that stand in their way."""

    def __init__(self, accounts: tuple[LeftOutAccount, ...]) -> None:
        listed = names([account.account_name for account in accounts])
        super().__init__(f"The must-visits can't all be kept in one day. In conflict: {listed}.")
        self.accounts = accounts


def plan_day(session: Session, actor: Actor, request: DayRequest, *, travel_times: TravelTimes, now: datetime) -> UUID:
    """The id of the new plan, which from now on is the one of its date.

    Raises NotAllowed, InvalidInput, NotFound, CannotKeepAll.
    """
    if not actor.is_rep:
        raise NotAllowed("Only reps have a day to plan.")
    bounds = check_request(request, now=now, zone=actor.time_zone)
    facts = gather(session, actor, request, now=now)
    day = day_problem(request, bounds, facts, zone=actor.time_zone, travel_times=travel_times)
    planned = plan_the_day(day.problem, Wording(bounds.departs_at, actor.time_zone), seed=_SEED)
    if isinstance(planned, MustsInConflict):
        raise CannotKeepAll(left_out_accounts(day, planned.conflicts))
    route = route_of_day(
        day,
        planned,
        member_id=actor.member_id,
        request=request,
        bounds=bounds,
        travel_times=travel_times,
        provenance=_provenance(day, travel_times),
        now=now,
    )
    return record(session, actor, route, now=now)


def _provenance(day: DayProblem, travel_times: TravelTimes) -> Provenance:
    problem = orjson.dumps(day.problem, option=orjson.OPT_SERIALIZE_NUMPY)
    return Provenance(sha256(problem).digest(), travel_times.version, SOLVER_VERSION, _SEED, ITERATIONS)
