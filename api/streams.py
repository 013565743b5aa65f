"""The process that carries a server's subscriptions, beside those that answer POSTs."""

import asyncio
import multiprocessing as mp
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import uvicorn

from api.edge.limits import SOCKET_BYTES
from api.edge.stream.gathering import GathersMessages
from api.edge.stream.handover import SocketServer, listener_at

_NICENESS = 10
"Check-ins go first."
_PAUSE_SECONDS = 1.0
"Before a process that died is replaced."

_log = structlog.get_logger(__name__)


@contextmanager
def streams_beside() -> Iterator[str]:
    """Keep such a process running; the address to which connections are handed over, which never changes.

    While it is replaced, connections wait. It ends with the process that called this, however that ends.
    """
    address = f"\0doorstep-{secrets.token_hex(16)}"
    with listener_at(address) as listener:
        threading.Thread(target=_keep_running, args=[listener], daemon=True).start()
        yield address


def _keep_running(listener: socket.socket) -> None:
    while True:
        process = mp.get_context("spawn").Process(target=_run, args=[listener], daemon=True)
        process.start()
        process.join()
        _log.warning("The process of the streams ended and is replaced", exit_code=process.exitcode)
        time.sleep(_PAUSE_SECONDS)


def _run(listener: socket.socket) -> None:
    config = uvicorn.Config(
        "api.server:streams",
        factory=True,
        log_level="warning",
        ws=GathersMessages,
        ws_max_size=SOCKET_BYTES,
        ws_per_message_deflate=False,  # it costs 300 KB a socket, and our messages are small
    )
    _StreamServer(config, listener).run()


class _StreamServer(SocketServer):
    """Ends when the server does that started it, and once it has started leaves the processor to others."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        os.nice(_NICENESS)
        parent = mp.parent_process()
        assert parent is not None, "this runs beside a server"
        asyncio.get_running_loop().add_reader(parent.sentinel, self._end)

    def _end(self) -> None:
        self.should_exit = True
