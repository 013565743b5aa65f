"""Reading a request's body, within bounds of size and time."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request

from api.edge.limits import BODY_BYTES_WITH_SESSION, BODY_BYTES_WITHOUT_SESSION, BODY_SECONDS
from api.edge.refusals import Refusal
from api.edge.request_errors import Code


async def read_body(request: Request, has_session: Callable[[], Awaitable[bool]]) -> bytes:
    """The whole body. `has_session` is asked only where the body is too large for a stranger.

    Raises Refusal: 413 for too many bytes, 408 for too much time.
    """
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _read(request, has_session)
    except TimeoutError:
        message = f"The body didn't arrive within {BODY_SECONDS:.0f} s. Send it again."
        raise Refusal(408, Code.BAD_REQUEST, message, headers=_CLOSE) from None


async def _read(request: Request, has_session: Callable[[], Awaitable[bool]]) -> bytes:
    bound = BODY_BYTES_WITHOUT_SESSION
    body = bytearray()
    declared = _declared_length(request)
    if declared > bound:
        bound = await _bound(declared, has_session)
    async for chunk in request.stream():
        body += chunk
        if len(body) > bound:
            bound = await _bound(len(body), has_session)
    return bytes(body)


def _declared_length(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


async def _bound(size: int, has_session: Callable[[], Awaitable[bool]]) -> int:
    """The larger bound, where `size` and the sender's session allow it."""
    if size > BODY_BYTES_WITH_SESSION:
        raise _too_large(f"A body has {BODY_BYTES_WITH_SESSION:,} bytes at most. Send it in parts.")
    if not await has_session():
        raise _too_large(f"Without a live session a body has {BODY_BYTES_WITHOUT_SESSION:,} bytes at most. Sign in.")
    return BODY_BYTES_WITH_SESSION


def _too_large(message: str) -> Refusal:
    return Refusal(413, Code.TOO_LARGE, message, headers=_CLOSE)


_CLOSE = {"Connection": "close"}
