"""Why each stop of a plan is in it."""

from collections.abc import Sequence
from itertools import pairwise

from routes.plan import Plan
from routes.problem import Problem
from routes.worth import StopReason, Worth

ON_THE_WAY_SECONDS = 300
"More travel than this for one stop is no longer on the way."


def stop_reasons(problem: Problem, plan: Plan, worths: Sequence[Worth]) -> list[tuple[StopReason, ...]]:
    """For each stop in order what speaks for it; ON_THE_WAY where it costs little travel, or nothing else speaks."""
    places = [problem.start, *plan.order, problem.end]
    direct = [int(problem.durations[before, after]) for before, after in zip(places, places[2:], strict=False)]
    legs = [int(problem.durations[before, after]) for before, after in pairwise(places)]
    reasons = []
    for number, stop in enumerate(plan.order):
        speaks = worths[stop].reasons
        detour = legs[number] + legs[number + 1] - direct[number]
        reasons.append((*speaks, StopReason.ON_THE_WAY) if detour <= ON_THE_WAY_SECONDS or not speaks else speaks)
    return reasons
