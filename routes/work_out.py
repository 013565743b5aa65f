"""From the accounts of a day to its plan: the judge of planDay, replanDay and planTeamDay alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from zoneinfo import ZoneInfo

import orjson

from core.errors import DomainError
from routes.candidate_facts import CandidateFacts
from routes.day_problem import DayProblem, day_problem
from routes.day_request import DayBounds, DayRequest
from routes.day_route import LeftOutAccount, Provenance
from routes.left_out_accounts import left_out_accounts
from routes.planner import MustsInConflict, PlannedDay
from routes.planning_tools import PlanningTools
from routes.solver import ITERATIONS, SOLVER_VERSION
from routes.survey import DayPlaces, survey
from routes.wording import Wording, names

SEED = 1


class CannotKeepAll(DomainError):
    """No plan keeps every must-visit: `accounts` are those that can't be kept and those that stand in their way."""

    def __init__(self, accounts: tuple[LeftOutAccount, ...]) -> None:
        listed = names([account.account_name for account in accounts])
        super().__init__(f"The must-visits can't all be kept in one day. In conflict: {listed}.")
        self.accounts = accounts


@dataclass(frozen=True, slots=True, eq=False)
class WorkedOut:
    day: DayProblem
    planned: PlannedDay
    provenance: Provenance


def work_out(
    request: DayRequest,
    bounds: DayBounds,
    facts: Sequence[CandidateFacts],
    *,
    zone: ZoneInfo,
    tools: PlanningTools,
    iterations: int = ITERATIONS,
    warm: Sequence[CandidateFacts] | None = None,
) -> WorkedOut:
    """The best plan found for `facts`, must-visits first; `warm` is an order to begin the search with.

    Raises InvalidInput where the day can't be driven at all, CannotKeepAll, SolversBusy.
    """
    day = _surveyed(request, bounds, facts, zone, tools)
    place = {known.account_id: index for index, known in enumerate(facts)}
    start = None if warm is None else [place[known.account_id] for known in warm]
    planned = tools.solve(day.problem, Wording(bounds.departs_at, zone), seed=SEED, iterations=iterations, start=start)
    if isinstance(planned, MustsInConflict):
        raise CannotKeepAll(left_out_accounts(day, planned.conflicts))
    return WorkedOut(day, planned, _provenance(day, start, iterations))


def _surveyed(
    request: DayRequest, bounds: DayBounds, facts: Sequence[CandidateFacts], zone: ZoneInfo, tools: PlanningTools
) -> DayProblem:
    places = DayPlaces(
        start=request.start,
        end=request.end,
        musts=[known.position for known in facts if known.must],
        others=[known.position for known in facts if not known.must],
    )
    return day_problem(request, bounds, facts, zone=zone, survey=survey(places, request.mode, tools.networks))


def _provenance(day: DayProblem, start: Sequence[int] | None, iterations: int) -> Provenance:
    asked = orjson.dumps([day.problem, start], option=orjson.OPT_SERIALIZE_NUMPY)
    return Provenance(sha256(asked).digest(), day.survey.travel_times.version, SOLVER_VERSION, SEED, iterations)
