"""A few solving processes, and the requests that take turns at them."""

import os
import queue
import threading
from collections.abc import Sequence
from functools import cache

import structlog

from routes.planner import MustsInConflict, PlannedDay
from routes.problem import Problem
from routes.solving.solver import Solver, SolverGone
from routes.solving.stop import Stop
from routes.solving.task import SolvingTask
from routes.wording import Wording

_MOST_SOLVERS = 8
_WAITING_SECONDS = 4.0
_log = structlog.get_logger(__name__)


class SolversBusy(Exception):
    """No solver had time, or the one that had it was lost: to be tried again."""


class SolverPool:
    """Any thread may ask it for a plan; `size` plans are worked on at once."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.solvers = tuple(Solver() for _ in range(size))
        self._free: queue.LifoQueue[Solver] = queue.LifoQueue()
        for solver in self.solvers:
            self._free.put(solver)

    def start(self) -> None:
        """Have every process made ready before the first plan is asked for, one after the other: what the first
        compiles the others load. Until then plans find them busy."""
        waiting = [self._free.get() for _ in self.solvers]
        threading.Thread(target=self._make_ready, args=(waiting,), name="solvers", daemon=True).start()

    def _make_ready(self, solvers: Sequence[Solver]) -> None:
        for solver in solvers:
            try:
                solver.make_ready()
            except SolverGone:
                _log.exception("A solver doesn't start")
            self._free.put(solver)

    def solve(
        self,
        problem: Problem,
        wording: Wording,
        *,
        seed: int,
        iterations: int,
        start: Sequence[int] | None,
        stop: Stop,
    ) -> PlannedDay | MustsInConflict:
        """`planner.plan_the_day` in another process, until `stop` is given. Raises SolversBusy, BrokenPlan."""
        try:
            solver = self._free.get(timeout=_WAITING_SECONDS)
        except queue.Empty:
            raise SolversBusy from None
        try:
            return solver.solve(SolvingTask(problem, wording, seed, iterations, start), stop)
        except SolverGone:
            _log.warning("A plan was given up")
            raise SolversBusy from None
        finally:
            self._free.put(solver)

    def close(self) -> None:
        for solver in self.solvers:
            solver.end()


@cache
def solver_pool() -> SolverPool:
    """The one of this process: a solver for every core."""
    return SolverPool(min(os.cpu_count() or 1, _MOST_SOLVERS))
