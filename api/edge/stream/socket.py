"""One WebSocket: who is on it, and the subscriptions that it carries."""

import asyncio
from collections.abc import Awaitable, Callable

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from api.edge.execution import Prepared
from api.edge.limits import (
    SOCKET_BYTES,
    SOCKET_INIT_SECONDS,
    SUBSCRIPTIONS_PER_SOCKET,
)
from api.edge.masking import Masking
from api.edge.operation import Sender
from api.edge.parameters import Parameters, parameters
from api.edge.refusals import Refusal
from api.edge.request_errors import Code, RequestError, RequestErrors
from api.edge.stream.messages import (
    BAD_REQUEST,
    FORBIDDEN,
    ID_TAKEN,
    INIT_TIMEOUT,
    TOO_MANY,
    TRY_AGAIN_LATER,
    UNAUTHORIZED,
    Closing,
    Received,
    error_of,
    next_of,
    plain,
    received,
)
from api.edge.stream.streams import Guest, Streams
from core import clock

Prepare = Callable[[Parameters, Sender], Awaitable[Prepared]]


class Socket:
    """Speaks graphql-transport-ws with one client, from its first message to its last."""

    def __init__(
        self, websocket: WebSocket, *, streams: Streams, prepare: Prepare, masking: Masking, correlation_id: str
    ) -> None:
        self._websocket = websocket
        self._streams = streams
        self._prepare = prepare
        self._masking = masking
        self._correlation_id = correlation_id
        self._sender: Sender | None = None
        self._guest: Guest | None = None
        self._running: dict[str, asyncio.Task[None]] = {}

    async def serve(self) -> int | None:
        """The code with which the server closed the socket; None where the client left."""
        try:
            await self._begin()
            while True:
                await self._obey(received(await self._text()))
        except WebSocketDisconnect:
            return None
        except Closing as closing:
            await self._websocket.close(closing.code, closing.reason)
            return closing.code
        finally:
            for task in self._running.values():
                task.cancel()

    async def _begin(self) -> None:
        try:
            async with asyncio.timeout(SOCKET_INIT_SECONDS):
                first = received(await self._text())
        except TimeoutError:
            raise Closing(INIT_TIMEOUT, "Connection initialisation timeout") from None
        if first.kind != "connection_init":
            raise Closing(UNAUTHORIZED, "Unauthorized")
        sender = self._named(first)
        try:
            self._guest = await self._streams.welcome(sender)
        except RequestError as error:
            raise Closing(FORBIDDEN if error.code is Code.UNAUTHENTICATED else TRY_AGAIN_LATER, error.message) from None
        self._sender = sender
        await self._say(plain("connection_ack", {"cursor": self._guest.cursor}))

    def _named(self, first: Received) -> Sender:
        """Who sends, by the header Authorization or, since browsers set none, by the payload's field of that name."""
        named = {name.lower(): value for name, value in first.payload.items() if isinstance(value, str)}
        given = self._websocket.headers.get("authorization") or named.get("authorization", "")
        scheme, _, token = given.partition(" ")
        return Sender(
            bearer_token=token.strip() or None if scheme.lower() == "bearer" else None,
            client_address=self._websocket.client.host if self._websocket.client else "",
            correlation_id=self._correlation_id,
            received_at=clock.now(),
        )

    async def _text(self) -> str:
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        text = message.get("text")
        if text is None or len(text) > SOCKET_BYTES:
            raise Closing(BAD_REQUEST, f"A message is text of {SOCKET_BYTES:,} bytes at most.")
        return str(text)

    async def _say(self, text: str) -> None:
        """Raises WebSocketDisconnect where nobody is there any more."""
        if self._websocket.application_state is not WebSocketState.CONNECTED:
            raise WebSocketDisconnect
        await self._websocket.send_text(text)

    async def _obey(self, message: Received) -> None:
        match message.kind:
            case "ping":
                await self._say(plain("pong"))
            case "pong":
                pass
            case "subscribe":
                self._subscribe(message)
            case "complete":
                if task := self._running.pop(message.id, None):
                    task.cancel()
            case "connection_init":
                raise Closing(TOO_MANY, "Too many initialisation requests")
            case _:
                raise Closing(BAD_REQUEST, f"There is no message of type {message.kind[:100]}.")

    def _subscribe(self, message: Received) -> None:
        if message.id in self._running:
            raise Closing(ID_TAKEN, f"Subscriber for {message.id[:100]} already exists")
        if len(self._running) >= SUBSCRIPTIONS_PER_SOCKET:
            raise Closing(TOO_MANY, f"A socket carries {SUBSCRIPTIONS_PER_SOCKET} subscriptions at most.")
        task = asyncio.create_task(self._carry(message))
        self._running[message.id] = task
        task.add_done_callback(lambda done: self._forget(message.id, done))

    def _forget(self, id: str, task: asyncio.Task[None]) -> None:
        if self._running.get(id) is task:
            del self._running[id]

    async def _carry(self, message: Received) -> None:
        """One subscription, until the client has enough of it or it can't go on."""

        async def send(payload: bytes) -> None:
            await self._say(next_of(message.id, payload))

        assert self._sender is not None, "nothing is carried before the socket has begun"
        assert self._guest is not None, "nothing is carried before the socket has begun"
        try:
            asked = parameters(orjson.dumps(message.payload))
            await self._streams.listen(self._guest, await self._prepare(asked, self._sender), send)
        except WebSocketDisconnect:
            return
        except Refusal as refusal:
            await self._say(error_of(message.id, [refusal.error]))
        except RequestErrors as errors:
            await self._say(error_of(message.id, errors.errors))
        except Exception as error:  # noqa: BLE001  # the masking tells bugs from the rest and logs them
            shown = self._masking.shown(error, self._correlation_id)
            await self._say(error_of(message.id, [shown]))
            if shown.code is Code.UNAUTHENTICATED:
                await self._websocket.close(FORBIDDEN, shown.message)
