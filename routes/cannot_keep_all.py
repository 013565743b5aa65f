"""The refusal when the must-visits alone don't fit into one day: which ones, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.errors import DomainError
from routes.insertion import NEVER, cheapest_insertions
from routes.left_out import LeftOut, LeftOutReason, left_out
from routes.problem import Problem
from routes.solver import solve
from routes.wording import Wording, names


class CannotKeepAll(DomainError):
    """No plan keeps every must-visit. `conflicts` are the ones that can't be kept, and those that stand in their way."""

    def __init__(self, message: str, conflicts: tuple[LeftOut, ...]) -> None:
        super().__init__(message)
        self.conflicts = conflicts


def cannot_keep_all(problem: Problem, wording: Wording, *, seed: int, iterations: int) -> CannotKeepAll:
    """Why `solve` found no plan: the musts that are impossible by themselves; else the largest part of the musts that
    was found to fit, the ones left over, and the kept ones that would have to go for those."""
    musts = problem.musts
    impossible = _impossible_alone(problem, musts, wording)
    if impossible:
        return CannotKeepAll(_sentence(problem, impossible), impossible)
    conflicts = tuple(
        replace(conflict, candidate=musts[conflict.candidate])
        for conflict in _together(problem.only(musts, must=False), wording, seed, iterations)
    )
    return CannotKeepAll(_sentence(problem, conflicts), conflicts)


def _impossible_alone(problem: Problem, musts: Sequence[int], wording: Wording) -> tuple[LeftOut, ...]:
    """The musts that no day holds, not even one that is theirs alone."""
    optional = problem.only(tuple(musts), must=False)
    alone = cheapest_insertions(optional, []).lost == NEVER
    return tuple(
        replace(verdict, candidate=musts[verdict.candidate])
        for verdict in left_out(optional, [], wording)
        if alone[verdict.candidate]
    )
