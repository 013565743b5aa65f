"""A bad mobile line: a proxy that loses requests before they arrive and answers on their way back."""

import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from urllib.parse import urlsplit

_RESET_AT_CLOSE = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class BadLine:
    """Of the answers `cut` arrive in part, of the requests `lost` not at all; `happened` counts what became of each."""

    url: str
    cut: float
    lost: float
    random: Random
    happened: Counter[str] = field(default_factory=Counter)

    def fate(self) -> str:
        """Of the next request."""
        dice = self.random.random()
        fate = "lost" if dice < self.lost else "cut" if dice < self.lost + self.cut else "answered"
        self.happened[fate] += 1
        return fate


@contextmanager
def bad_line(url: str, *, cut: float = 0.3, lost: float = 0.1, seed: int = 1) -> Iterator[tuple[str, BadLine]]:
    """The address of a proxy before the server at `url`, and what it does."""
    line = BadLine(url, cut, lost, Random(seed))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(line))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", line
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def _handler(line: BadLine) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                fate = line.fate()
                part = line.random.random()
            if fate == "lost":
                self._hang_up()
                return
            status, answer = self._pass_on(body)
            sent = answer if fate == "answered" else answer[: int(len(answer) * part)]
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(sent)
            if fate == "cut":
                self._hang_up()

        def _pass_on(self, body: bytes) -> tuple[int, bytes]:
            server = HTTPConnection(urlsplit(line.url).netloc, timeout=60)
            kept = {name: self.headers[name] for name in ("Content-Type", "Authorization") if name in self.headers}
            server.request("POST", self.path, body, kept)
            response = server.getresponse()
            answer = response.read()
            server.close()
            return response.status, answer

        def _hang_up(self) -> None:
            """With a reset, as networks do it."""
            self.close_connection = True
            self.wfile.flush()
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_CLOSE)
            self.connection.close()

        def log_message(self, *_: object) -> None:
            pass

    return Handler
