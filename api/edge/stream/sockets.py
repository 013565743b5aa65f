"""GET /graphql with an upgrade: the sockets of a process."""

import time

import structlog
from starlette.websockets import WebSocket

from api.edge.execution import Operations, Prepared
from api.edge.limits import OPERATION_SECONDS, SOCKETS
from api.edge.masking import Masking
from api.edge.operation import Sender
from api.edge.parameters import Parameters
from api.edge.stream.messages import PROTOCOL, TRY_AGAIN_LATER, WRONG_PROTOCOL
from api.edge.stream.socket import Socket
from api.edge.stream.streams import Streams
from api.edge.workers import Workers
from core.ids import new_id

_log = structlog.get_logger(__name__)


class Sockets:
    """Opens sockets, as many as a process may hold, and prepares what they carry in a thread."""

    def __init__(self, operations: Operations, *, streams: Streams, masking: Masking) -> None:
        self._operations = operations
        self._streams = streams
        self._masking = masking
        self._workers = Workers("subscribe", threads=1, waiting=SOCKETS)
        self._open = 0

    async def connect(self, websocket: WebSocket) -> None:
        """The whole life of one socket."""
        if PROTOCOL not in websocket.scope["subprotocols"]:
            await websocket.accept()
            await websocket.close(WRONG_PROTOCOL, f"Subprotocol not acceptable: ask for {PROTOCOL}.")
            return
        await websocket.accept(PROTOCOL)
        if self._open >= SOCKETS:
            await websocket.close(TRY_AGAIN_LATER, "The server holds all the sockets that it can. Try again later.")
            return
        self._open += 1
        try:
            await self._serve(websocket)
        finally:
            self._open -= 1

    async def _serve(self, websocket: WebSocket) -> None:
        began, correlation_id = time.perf_counter(), str(new_id())
        socket = Socket(
            websocket,
            streams=self._streams,
            prepare=self._prepare,
            masking=self._masking,
            correlation_id=correlation_id,
        )
        code = await socket.serve()
        seconds = round(time.perf_counter() - began, 1)
        _log.info("socket", seconds=seconds, correlation_id=correlation_id, closed_with=code)

    async def _prepare(self, parameters: Parameters, sender: Sender) -> Prepared:
        def prepare() -> Prepared:
            return self._operations.prepare(parameters, sender, streamed=True)

        return await self._workers.run(prepare, seconds=OPERATION_SECONDS)

    def close(self) -> None:
        self._workers.close()
        self._streams.close()
