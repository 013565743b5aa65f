"""osrm-routed over one graph, as a child process on the loopback: started when first asked, and again when it died.

The data are mapped, not read: ten server processes on one graph share its pages.
"""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import structlog

from routes.roads.engine import engine
from routes.roads.graph import Graph

_HOST = "127.0.0.1"
_LEASH = Path(__file__).with_name("leash.py")
_STARTING_SECONDS = 10
_ASKING_SECONDS = 4
_MOST_PLACES = 1_000
_MOST_BODY_BYTES = 1_000_000
_TRIES = 3
_log = structlog.get_logger(__name__)
# A child on a leash ends with the thread that made it: this one lives as long as the process.
_births = ThreadPoolExecutor(1, thread_name_prefix="roads")


class RoadsDown(Exception):
    """The engine can't be had just now."""


@dataclass(slots=True)
class _Child:
    process: "subprocess.Popen[bytes] | None" = None
    port: int = 0

    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


class RoadServer:
    """Any thread may ask it. Its process ends with it: when a newer graph took its place and nobody asks any more."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._lock = threading.Lock()
        self._child = _Child()
        weakref.finalize(self, self._child.end)

    def ask(self, service: str, question: dict[str, Any]) -> dict[str, Any]:
        """OSRM's answer to POST /`service`/v1/… Raises RoadsDown where none comes, after some tries."""
        body = orjson.dumps(question)
        for _ in range(_TRIES):
            port = self._ensure()
            try:
                answer = _post(port, f"/{service}/v1/driving", body)
            except (OSError, http.client.HTTPException):
                self._give_up(port)
                continue
            # Another's engine on a port that was ours would answer too; refusals name no version.
            if answer["code"] != "Ok" or answer.get("data_version") == self._graph.version:
                return answer
            self._give_up(port)
        raise RoadsDown(f"The road engine of {self._graph.name} doesn't answer.")

    def stop(self) -> None:
        """End the process; the next question starts it again."""
        with self._lock:
            self._child.end()

    @property
    def pid(self) -> int | None:
        """Of the process, while it runs."""
        process = self._child.process
        return process.pid if process is not None and self._child.runs() else None

    def _ensure(self) -> int:
        """The port of the running process."""
        with self._lock:
            if not self._child.runs():
                self._child.end()
                self._child.process, self._child.port = _started(self._graph)
            return self._child.port

    def _give_up(self, port: int) -> None:
        """End the process that listens on the port, unless another thread has replaced it already."""
        with self._lock:
            if self._child.port == port and self._child.process is not None:
                _log.warning("The road engine failed", graph=self._graph.name, status=self._child.process.poll())
                self._child.end()


def _started(graph: Graph) -> "tuple[subprocess.Popen[bytes], int]":
    """Raises RoadsDown."""
    for _ in range(_TRIES):
        port = _free_port()
        process = _births.submit(_spawn, graph, port).result()
        if _listens(process, port):
            return process, port
        process.kill()
        process.wait()
    raise RoadsDown(f"The road engine doesn't start on {graph.folder}.")


def _spawn(graph: Graph, port: int) -> "subprocess.Popen[bytes]":
    routed = [engine().program("osrm-routed"), "--ip", _HOST, "--port", str(port), "--mmap", "--threads", "2"]
    limits = ["--max-table-size", str(_MOST_PLACES), "--max-viaroute-size", str(_MOST_PLACES)]
    limits += ["--max-request-body-size", str(_MOST_BODY_BYTES), "--verbosity", "WARNING"]
    leash = [sys.executable, "-I", "-S", str(_LEASH), str(os.getpid())]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(  # our own program
        [*leash, *routed, *limits, str(graph.network)], stdin=quiet, stdout=quiet, stderr=quiet, cwd="/"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _listens(process: "subprocess.Popen[bytes]", port: int) -> bool:
    deadline = time.monotonic() + _STARTING_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((_HOST, port)) == 0:
                return True
        time.sleep(0.005)
    return False


def _post(port: int, path: str, body: bytes) -> dict[str, Any]:
    connection = http.client.HTTPConnection(_HOST, port, timeout=_ASKING_SECONDS)
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        answer: dict[str, Any] = orjson.loads(connection.getresponse().read())
        return answer
    finally:
        connection.close()
