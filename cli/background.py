"""A server that outlives its command: started once, found again, stopped by its own process id."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import orjson

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8020
STARTING_SECONDS = 60


class ServerFailed(Exception):
    """The server didn't come up; the message says where its log is."""


@dataclass(frozen=True, slots=True)
class Background:
    """The background server of a data folder, which keeps its note and its log there."""

    data: Path

    @property
    def _note(self) -> Path:
        return self.data / "server.json"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def ensure(self) -> str:
        """The address of the running server, started where none runs. Raises ServerFailed."""
        running = self._running()
        return running[1] if running else self._start()

    def stop(self) -> bool:
        """End the server and wait for its end; False where none ran."""
        running = self._running()
        if running is None:
            return False
        os.kill(running[0], signal.SIGTERM)
        _wait_until(lambda: not _is_server(running[0]))
        self._note.unlink(missing_ok=True)
        return True

    def _running(self) -> tuple[int, str] | None:
        if not self._note.exists():
            return None
        note = orjson.loads(self._note.read_bytes())
        return (note["pid"], note["url"]) if _is_server(note["pid"]) else None

    def _start(self) -> str:
        port = _free_port()
        command = [sys.executable, "-m", "cli", "serve", "--host", HOST, "--port", str(port)]
        with self.log.open("ab") as log:
            server = subprocess.Popen(  # our own command
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        url = f"http://{HOST}:{port}"
        if not _wait_until(lambda: server.poll() is not None or _is_ready(url)) or server.poll() is not None:
            raise ServerFailed(f"The server didn't start: see {self.log}.")
        self._note.write_bytes(orjson.dumps({"pid": server.pid, "url": url}))
        return url


def _is_server(pid: int) -> bool:
    """Whether the process is a server of ours: the number may have gone to another since."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"cli" in command and b"serve" in command


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
