"""One solving process, as its requests see it."""

import socket
import subprocess
import sys
import time
from multiprocessing.connection import Connection, wait
from pathlib import Path

from routes.planner import MustsInConflict, PlannedDay
from routes.solving.stop import Stop
from routes.solving.task import SolvingTask

_REPOSITORY = Path(__file__).resolve().parents[2]
_STARTING_SECONDS = 300.0
"On a busy machine it takes a while to import, and once a checkout to compile."
_LONGEST_SECONDS = 20.0
"No plan takes as long: a process that does is stuck."


class SolverGone(Exception):
    """Nobody waits any more, or the process has died."""


class Solver:
    """Started by its first task, or by `start`; one thread at a time may give it a task."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._tasks: Connection[SolvingTask, PlannedDay | MustsInConflict | Exception | None] | None = None
        self._due: list[float] = []
        "By when each answer that is still to come must be there, the sign that the process is ready among them."

    def start(self) -> None:
        if self._process is not None and self._process.poll() is None and not self._is_stuck():
            return
        self.end()
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "routes.solving.process", str(theirs.fileno())]
            self._process = subprocess.Popen(  # our own program
                command, pass_fds=[theirs.fileno()], cwd=_REPOSITORY, stdin=subprocess.DEVNULL
            )
        self._tasks = Connection(ours.detach())
        self._due.append(time.monotonic() + _STARTING_SECONDS)

    def make_ready(self) -> None:
        """Start it and wait until it has compiled and loaded what a day needs. Raises SolverGone."""
        with Stop() as never:
            self._take_turns(never, None)

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._tasks is not None:
            self._tasks.close()
        self._process, self._tasks = None, None
        self._due.clear()

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def solve(self, task: SolvingTask, stop: Stop) -> PlannedDay | MustsInConflict:
        """Raises SolverGone where `stop` is given before the answer has come, or where the process dies; and whatever
        the planner raises."""
        answer = self._take_turns(stop, task)
        if isinstance(answer, Exception):
            raise answer
        assert answer is not None, "the sign came before"
        return answer

    def _take_turns(self, stop: Stop, task: SolvingTask | None) -> PlannedDay | MustsInConflict | Exception | None:
        """The answer to `task`, after all that is still to come: the sign, and what another asked for who left."""
        self.start()
        assert self._tasks is not None, "it was started"
        try:
            while self._due:
                self._receive(stop)
            if task is None:
                return None
            self._tasks.send(task)
            self._due.append(time.monotonic() + _LONGEST_SECONDS)
            return self._receive(stop)
        except (EOFError, OSError) as error:
            self.end()
            raise SolverGone from error

    def _receive(self, stop: Stop) -> PlannedDay | MustsInConflict | Exception | None:
        assert self._tasks is not None, "it was started"
        ready = wait([self._tasks, stop.fileno()], timeout=max(0.0, self._due[0] - time.monotonic()))
        if self._tasks not in ready:
            raise SolverGone  # it works on: whoever comes next takes the answer off first
        answer = self._tasks.recv()
        self._due.pop(0)
        return answer

    def _is_stuck(self) -> bool:
        return bool(self._due) and time.monotonic() > self._due[0]
