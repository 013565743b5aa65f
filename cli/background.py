"""A server and a worker that outlive their command: started once, found again, stopped by their own process ids."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8020
STARTING_SECONDS = 60


class ServerFailed(Exception):
    """The server didn't come up; the message says where its log is."""


@dataclass(frozen=True, slots=True)
class Process:
    """A command of ours in the background of a data folder, which keeps its note and its log there."""

    data: Path
    command: str

    @property
    def log(self) -> Path:
        return self.data / f"{self.command}.log"

    def running(self) -> dict[str, Any] | None:
        """What was noted of it when it started, `pid` among it; None where it doesn't run."""
        if not self._note.exists():
            return None
        note: dict[str, Any] = orjson.loads(self._note.read_bytes())
        return note if self._is_ours(note["pid"]) else None

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(  # our own command
                [sys.executable, "-m", "cli", self.command, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def note(self, **facts: int | str) -> None:
        self._note.write_bytes(orjson.dumps(facts))

    def stop(self) -> bool:
        """End it and wait for its end; False where it didn't run."""
        note = self.running()
        if note is None:
            return False
        os.kill(note["pid"], signal.SIGTERM)
        _wait_until(lambda: not self._is_ours(note["pid"]))
        self._note.unlink(missing_ok=True)
        return True

    @property
    def _note(self) -> Path:
        return self.data / f"{self.command}.json"

    def _is_ours(self, pid: int) -> bool:
        """Whether the process runs our command: the number may have gone to another since."""
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return b"cli" in command and self.command.encode() in command


@dataclass(frozen=True, slots=True)
class Background:
    """The background server of a data folder, and the worker beside it."""

    data: Path

    def ensure(self) -> str:
        """The running server's address; what of the two doesn't run is started. Raises ServerFailed."""
        worker = Process(self.data, "worker")
        if worker.running() is None:
            worker.note(pid=worker.start().pid)
        running = Process(self.data, "serve").running()
        return str(running["url"]) if running else self._start_server()

    def stop(self) -> bool:
        """End both and wait for their end; False where no server ran."""
        Process(self.data, "worker").stop()
        return Process(self.data, "serve").stop()

    def _start_server(self) -> str:
        port, process = _free_port(), Process(self.data, "serve")
        server, url = process.start("--host", HOST, "--port", str(port)), f"http://{HOST}:{port}"
        if not _wait_until(lambda: server.poll() is not None or _is_ready(url)) or server.poll() is not None:
            raise ServerFailed(f"The server didn't start: see {process.log}.")
        process.note(pid=server.pid, url=url)
        return url


def _free_port() -> int:
    for port in range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind((HOST, port))
            except OSError:
                continue
            return port
    raise ServerFailed(f"The ports {FIRST_PORT} to {LAST_PORT} are all taken: free one of them.")


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _wait_until(done: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + STARTING_SECONDS
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
