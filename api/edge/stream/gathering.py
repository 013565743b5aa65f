"""Messages to one client that are due at the same moment leave in one system call: it costs more than the messages."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class GathersMessages(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, writing once in a turn of the event loop."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, _Gathering(cast(asyncio.Transport, transport))))


class _Gathering:
    """A transport, but for what it writes when."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._gathered: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._gathered:
            self._loop.call_soon(self._flush)
        self._gathered.append(data)

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._gathered:
            gathered, self._gathered = self._gathered, []
            self._transport.writelines(gathered)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
