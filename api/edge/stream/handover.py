"""WebSockets are accepted by any server process and carried by one: the connection itself is handed over.

So there is one public address, and what streams send to many never holds up the loop that answers POSTs.
"""

import asyncio
import socket
from typing import cast

import uvicorn
from uvicorn.config import Config

_WAITING = 4096
"Connections that may wait for the process that carries them, as after a restart."
_LONGEST_HEAD = 256 * 1024
"Of a request in bytes; uvicorn takes shorter ones only."
_TOO_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"


def listener_at(address: str) -> socket.socket:
    """Where connections for the process that carries them arrive."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(address)
    listener.listen(_WAITING)
    return listener


class HandsOver(asyncio.Protocol):
    """What uvicorn makes of a connection on which a WebSocket is asked for, in a process that answers POSTs."""

    def __init__(self, *, address: str, **_: object) -> None:
        self._address = address
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """`data`: the whole head of the request; the client says nothing more before it is answered."""
        assert self._transport is not None, "a connection is made before anything comes of it"
        try:
            _hand_over(self._address, self._transport.get_extra_info("socket").fileno(), data)
        except OSError:
            self._transport.write(_TOO_BUSY)
        self._transport.close()


def _hand_over(address: str, connection: int, head: bytes) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.setblocking(False)
        door.connect(address)
        socket.send_fds(door, [head], [connection])


class SocketServer(uvicorn.Server):
    """Carries the connections that come in at `listener`, as if it had accepted them itself."""

    def __init__(self, config: Config, listener: socket.socket) -> None:
        super().__init__(config)
        self._listener = listener
        self._arriving: set[asyncio.Task[None]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets or [])
        self._listener.setblocking(False)
        asyncio.get_running_loop().add_reader(self._listener, self._welcome)

    def _welcome(self) -> None:
        door, _ = self._listener.accept()
        task = asyncio.get_running_loop().create_task(self._carry(door))
        self._arriving.add(task)
        task.add_done_callback(self._arriving.discard)

    async def _carry(self, door: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        with door:
            head, connections, _, _ = await loop.run_in_executor(None, socket.recv_fds, door, _LONGEST_HEAD, 1)
        for connection in connections:
            _, protocol = await loop.connect_accepted_socket(self._protocol, socket.socket(fileno=connection))
            protocol.data_received(head)

    def _protocol(self) -> asyncio.Protocol:
        kind = self.config.ws_protocol_class
        assert kind is not None, "the configuration is loaded, and with WebSockets"
        return kind(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)  # type: ignore[call-arg]
