"""Reading requests' bodies, within bounds of size and time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.requests import Request

from api.edge.limits import (
    BODY_BYTES_WITH_SESSION,
    BODY_BYTES_WITHOUT_SESSION,
    BODY_SECONDS,
    LARGE_BODIES_BYTES,
)
from api.edge.refusals import Refusal
from api.edge.request_errors import Code

HasSession = Callable[[], Awaitable[bool]]


class Bodies:
    """The bodies that a process holds at once. To be used from one event loop."""

    def __init__(self) -> None:
        self._large_bytes = 0

    @asynccontextmanager
    async def read(self, request: Request, has_session: HasSession) -> AsyncIterator[bytes]:
        """The whole body, in memory while in the block. `has_session` is asked where it is too large for a stranger.

        Raises Refusal: 413 for too many bytes, 408 for too much time, 429 while too many are held already.
        """
        body = _Body(request, has_session, self._hold)
        try:
            yield await body.within_time()
        finally:
            self._large_bytes -= body.held

    def _hold(self, size: int) -> None:
        if self._large_bytes + size > LARGE_BODIES_BYTES:
            message = "The server is busy with large bodies. Try again in a moment."
            raise Refusal(429, Code.BUSY, message, headers={"Retry-After": "1", **_CLOSE})
        self._large_bytes += size


class _Body:
    """A body on its way: what it may still become, and how much room is held for it."""

    def __init__(self, request: Request, has_session: HasSession, hold: Callable[[int], None]) -> None:
        self._request = request
        self._has_session = has_session
        self._hold = hold
        self._bound = BODY_BYTES_WITHOUT_SESSION
        self.held = 0

    async def within_time(self) -> bytes:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                return await self._whole()
        except TimeoutError:
            message = f"The body didn't arrive within {BODY_SECONDS:.0f} s. Send it again."
            raise Refusal(408, Code.BAD_REQUEST, message, headers=_CLOSE) from None

    async def _whole(self) -> bytes:
        body = bytearray()
        await self._admit(_declared_length(self._request), room=_declared_length(self._request))
        async for chunk in self._request.stream():
            body += chunk
            await self._admit(len(body), room=BODY_BYTES_WITH_SESSION)
        return bytes(body)

    async def _admit(self, size: int, *, room: int) -> None:
        """Let the body grow to `size`, holding `room` for it once it is large."""
        if size <= self._bound:
            return
        if size > BODY_BYTES_WITH_SESSION:
            raise _too_large(f"A body has {BODY_BYTES_WITH_SESSION:,} bytes at most. Send it in parts.")
        if not await self._has_session():
            bound = BODY_BYTES_WITHOUT_SESSION
            raise _too_large(f"Without a live session a body has {bound:,} bytes at most. Sign in.")
        self._hold(room)
        self.held = self._bound = room


def _declared_length(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _too_large(message: str) -> Refusal:
    return Refusal(413, Code.TOO_LARGE, message, headers=_CLOSE)


_CLOSE = {"Connection": "close"}
