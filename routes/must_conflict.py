"""Why the must-visits alone don't fit into one day: which ones, and what is between them."""

from collections.abc import Sequence
from dataclasses import replace

from routes.improve import filled
from routes.insertion import NEVER, cheapest_insertions
from routes.left_out import LeftOut, LeftOutReason, left_out, without_limit, without_windows
from routes.problem import Problem
from routes.searched import searched
from routes.wording import Wording, names

_EACH = 1_000_000
"Prize of being kept at all, beside which what else a must is worth only decides among equals."
_ROUNDS = 5_000
"Of the search for the most that fit: 0.1 s on a core for 20 musts."


def must_conflict(problem: Problem, wording: Wording, *, seed: int) -> tuple[LeftOut, ...]:
    """The musts that can't be kept and those that stand in their way, where `solve` found no plan.

    They are the musts that are impossible by themselves; else, from the largest part of the musts that was found to
    fit, the ones left over and each kept one whose going would let one of those in.
    """
    musts = problem.musts
    alone = problem.only(musts, must=False)
    conflicts = _impossible(alone, wording) or _together(alone, wording, seed)
    return tuple(replace(found, candidate=musts[found.candidate]) for found in conflicts)


def _impossible(problem: Problem, wording: Wording) -> tuple[LeftOut, ...]:
    """The candidates that no day holds, not even one that is theirs alone."""
    possible = cheapest_insertions(problem, []).lost < NEVER
    return tuple(verdict for verdict in left_out(problem, [], wording) if not possible[verdict.candidate])


def _together(problem: Problem, wording: Wording, seed: int) -> tuple[LeftOut, ...]:
    weighed = replace(
        problem,
        candidates=tuple(replace(candidate, prize=_EACH + candidate.prize) for candidate in problem.candidates),
    )
    order = filled(weighed, searched(weighed, rounds=_ROUNDS, seed=seed))
    outside = [index for index in range(len(problem.candidates)) if index not in order]
    reasons = _reasons(weighed, order)
    in_the_way = _in_the_way(weighed, order, outside)
    left_over = [_verdict(problem, wording, index, reasons[index], in_the_way[index]) for index in outside]
    blockers = {
        blocker: _verdict(problem, wording, blocker, reasons[index], [index])
        for index in outside
        for blocker in in_the_way[index]
    }
    return (*left_over, *blockers.values())


def _reasons(problem: Problem, order: Sequence[int]) -> list[LeftOutReason]:
    """For each candidate what keeps it out of the route: the limit, its windows, or else the time."""
    beyond_limit = cheapest_insertions(without_limit(problem), order, most_lost=0).lost == 0
    anytime = cheapest_insertions(without_windows(problem, order), order, most_lost=0).lost == 0
    return [
        LeftOutReason.STOP_LIMIT if limit else LeftOutReason.WINDOW_MISSED if window else LeftOutReason.NO_TIME_LEFT
        for limit, window in zip(beyond_limit, anytime, strict=True)
    ]


def _in_the_way(problem: Problem, order: Sequence[int], outside: Sequence[int]) -> dict[int, list[int]]:
    """For each candidate outside the route the stops any one of which would have to go to let it in."""
    found: dict[int, list[int]] = {index: [] for index in outside}
    for stop in order:
        ways = cheapest_insertions(problem, [other for other in order if other != stop], most_lost=0)
        for index in outside:
            if ways.lost[index] == 0:
                found[index].append(stop)
    return found


def _verdict(problem: Problem, wording: Wording, index: int, reason: LeftOutReason, others: Sequence[int]) -> LeftOut:
    candidate, day = problem.candidates[index], problem.day
    listed = names([problem.candidates[other].name for other in others]) or "several of the others"
    match reason:
        case LeftOutReason.STOP_LIMIT:
            why = f"{len(problem.candidates)} must-visits, and the day may have {day.max_stops} stops."
        case LeftOutReason.WINDOW_MISSED:
            why = f"Open {wording.hours(candidate.windows)}; can't be visited then in one day with {listed}."
        case _:
            why = f"Doesn't fit before {wording.clock(day.until)} in one day with {listed}."
    return LeftOut(index, reason, why)
