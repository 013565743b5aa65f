"""From what a rep asks and what the accounts are to the problem that the solver knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.errors import InvalidInput
from routes.candidate_facts import CandidateFacts
from routes.corridor import off_way_meters
from routes.day_request import DayBounds, DayRequest
from routes.problem import UNREACHABLE, Candidate, Problem
from routes.survey import Survey
from routes.windows import windows_of_day
from routes.wording import span
from routes.worth import Worth, worth


@dataclass(frozen=True, slots=True, eq=False)
class DayProblem:
    """The problem, with what its candidates' indexes stand for."""

    problem: Problem
    facts: tuple[CandidateFacts, ...]
    worths: tuple[Worth, ...]
    survey: Survey


def day_problem(
    request: DayRequest,
    bounds: DayBounds,
    facts: Sequence[CandidateFacts],
    *,
    zone: ZoneInfo,
    survey: Survey,
) -> DayProblem:
    """`survey` is of the `facts` in their order. Raises InvalidInput where not even the way alone fits into the day."""
    worths = _worths(request, bounds, facts)
    candidates = tuple(
        _candidate(known, value, request, bounds, zone) for known, value in zip(facts, worths, strict=True)
    )
    problem = Problem(candidates, survey.durations, bounds.working_day)
    _check_the_way_alone(problem)
    return DayProblem(problem, tuple(facts), worths, survey)


def _worths(request: DayRequest, bounds: DayBounds, facts: Sequence[CandidateFacts]) -> tuple[Worth, ...]:
    away = off_way_meters(
        [known.position for known in facts],
        start=request.start,
        musts=[known.position for known in facts if known.must],
        end=request.end,
    )
    return tuple(
        worth(known, at=bounds.departs_at, off_way_meters=meters) for known, meters in zip(facts, away, strict=True)
    )


def _candidate(
    facts: CandidateFacts, value: Worth, request: DayRequest, bounds: DayBounds, zone: ZoneInfo
) -> Candidate:
    windows = windows_of_day(
        facts.opening_hours,
        day=request.date,
        zone=zone,
        departs_at=bounds.departs_at,
        until=bounds.working_day.until,
    )
    return Candidate(facts.name, value.points, facts.visit_minutes * 60, windows, facts.must)


def _check_the_way_alone(problem: Problem) -> None:
    way = int(problem.durations[problem.start, problem.end])
    if way >= UNREACHABLE:
        raise InvalidInput("end", "No way leads from start to end.")
    pause = problem.day.break_
    needed = way if pause is None or way <= pause.earliest else max(way, pause.earliest + pause.seconds + way)
    if needed > problem.day.until:
        raise InvalidInput(
            "returnBy",
            f"The way from start to end alone takes {span(way)}, and the day has {span(problem.day.until)}.",
        )
