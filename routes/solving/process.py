"""python -m routes.solving.process FD: plans days that come through a socket until that is closed."""

import os
import sys
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from zoneinfo import ZoneInfo

import numpy as np

from core.garbage import keep_for_good
from routes.planner import MustsInConflict, PlannedDay, plan_the_day
from routes.problem import Break, Candidate, Problem, Window, WorkingDay
from routes.solving.task import SolvingTask
from routes.wording import Wording

_YIELDING = 5
"Of niceness: where cores are few, check-ins go first."


def main(descriptor: int) -> None:
    os.nice(_YIELDING)
    requests: Connection[PlannedDay | MustsInConflict | Exception | None, SolvingTask] = Connection(descriptor)
    _answer(_small_day())  # compiles and loads all that a day needs
    keep_for_good()
    requests.send(None)  # the sign that it is ready
    while True:
        try:
            requests.send(_answer(requests.recv()))
        except (EOFError, BrokenPipeError):
            return


def _answer(task: SolvingTask) -> PlannedDay | MustsInConflict | Exception:
    try:
        return plan_the_day(task.problem, task.wording, seed=task.seed, iterations=task.iterations, start=task.start)
    except Exception as error:  # noqa: BLE001  # it is raised again where the plan was asked for
        return error


def _small_day() -> SolvingTask:
    candidates = tuple(
        Candidate("", 10, 600, (Window(0, 9_000), Window(10_000, 20_000)), must=number < 2) for number in range(6)
    )
    durations = np.full((8, 8), 300, dtype=np.int64)
    np.fill_diagonal(durations, 0)
    problem = Problem(candidates, durations, WorkingDay(14_000, 5, Break(3_600, 7_200, 1_800)))
    return SolvingTask(problem, Wording(datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("UTC")), 1, 50, None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
