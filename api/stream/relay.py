"""The relay of a server process: it follows the outbox for all its subscriptions and tells each what is new.

It polls, and only while somebody listens: a NOTIFY inside of check-ins would make their commits wait for each other,
and a poll finds after a restart of the database what was committed meanwhile.
"""

import asyncio

import structlog
from sqlalchemy import Engine

from api.edge.budget import MinuteBudget
from api.edge.execution import Prepared
from api.edge.limits import OPERATION_SECONDS, SOCKETS
from api.edge.masking import Masking
from api.edge.operation import Sender
from api.edge.request_errors import Busy, Code, RequestError
from api.edge.stream.streams import Guest, Send
from api.edge.workers import Workers
from api.stream.listener import Listener
from api.stream.news import News, news_after, sessions_over
from api.stream.openings import open_subscription, welcome
from core.commit_order import Place

PAUSE_SECONDS = 0.25
PAUSE_AFTER_FAILURE_SECONDS = 1.0
_TURNS_BETWEEN_ROLL_CALLS = 120
"Some half a minute, after which a session that is over has been noticed though nothing happened."
_TOLD_AT_ONCE, _BREATH_SECONDS = 40, 0.005
"So that nobody who shares a processor waits for more than a millisecond."
_OPENING_SECONDS = 30.0
"As many clients as a process may hold come back at once after a restart."

_log = structlog.get_logger(__name__)


class Relay:
    """Feeds the subscriptions of one process (see `api.edge.stream.streams.Streams`)."""

    def __init__(self, engine: Engine, budget: MinuteBudget, masking: Masking) -> None:
        self._engine = engine
        self._budget = budget
        self._masking = masking
        self._workers = Workers("stream", threads=1, waiting=2 * SOCKETS)
        self._listeners: set[Listener] = set()
        self._following: asyncio.Task[None] | None = None

    async def welcome(self, sender: Sender) -> Guest:
        return await self._workers.run(lambda: welcome(self._engine, sender), seconds=_OPENING_SECONDS)

    async def listen(self, guest: Guest, prepared: Prepared, send: Send) -> None:
        listener = await self._workers.run(
            lambda: open_subscription(self._engine, self._budget, guest, prepared), seconds=_OPENING_SECONDS
        )
        await self._catch_up(listener, send)
        self._listeners.add(listener)
        if self._following is None:
            self._following = asyncio.create_task(self._follow())
        try:
            while True:
                await send(await listener.take())
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        if self._following is not None:
            self._following.cancel()
        self._workers.close()

    async def _catch_up(self, listener: Listener, send: Send) -> None:
        """Send what was committed since the listener's cursor, no faster than the client takes it."""
        is_behind = listener.listening.after is not None
        while is_behind:
            news = await self._news(listener.place, [listener])
            for payload in news.payloads.get(listener, ()):
                await send(payload)
            if news.departed:
                raise _over()
            listener.place, is_behind = news.place, news.is_more

    async def _follow(self) -> None:
        """Tell what happens until nobody listens."""
        turn = 0
        while self._listeners:
            turn += 1
            try:
                is_more = await self._advance()
                if turn % _TURNS_BETWEEN_ROLL_CALLS == 0:
                    await self._call_roll()
                await asyncio.sleep(0 if is_more else PAUSE_SECONDS)
            except Exception as error:  # noqa: BLE001  # once it is mended, all that was committed is told
                _log.warning("Subscribers wait", reason=type(error).__name__, exc_info=not isinstance(error, Busy))
                await asyncio.sleep(PAUSE_AFTER_FAILURE_SECONDS)
        self._following = None

    async def _advance(self) -> bool:
        """Tell all listeners what is new; whether more waits already."""
        listeners = list(self._listeners)
        news = await self._news(min(listener.place for listener in listeners), listeners)
        for number, (listener, payloads) in enumerate(news.payloads.items(), start=1):
            for payload in payloads:
                listener.give(payload)
            if number % _TOLD_AT_ONCE == 0:
                await asyncio.sleep(_BREATH_SECONDS)
        for listener in listeners:
            listener.place = max(listener.place, news.place)
        for listener in news.departed:
            listener.end(_over())
        return news.is_more

    async def _call_roll(self) -> None:
        listeners = list(self._listeners)
        for listener in await self._workers.run(
            lambda: sessions_over(self._engine, listeners), seconds=OPERATION_SECONDS
        ):
            listener.end(_over())

    async def _news(self, place: Place, listeners: list[Listener]) -> News:
        return await self._workers.run(
            lambda: news_after(self._engine, self._masking, place, listeners), seconds=OPERATION_SECONDS
        )


def _over() -> RequestError:
    return RequestError(Code.UNAUTHENTICATED, "The session is over: sign in again.")
