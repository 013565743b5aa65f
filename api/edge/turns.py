"""Whose turn it is: one session has a few operations under way at once, and its others wait.

What one member does mostly waits for the member's own row: forty claims of one rep would hold every thread, each
until its time for a lock is over, and be answered BUSY in the end.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from api.edge.request_errors import Busy


class Turns:
    """Lets each sender have `at_once` operations under way and `waiting` more in line.

    To be used from one event loop.
    """

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self._at_once, self._waiting = at_once, waiting
        self._lines: WeakValueDictionary[str, _Line] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, sender: str | None, *, seconds: float) -> AsyncIterator[float]:
        """Waits for the sender's turn; the seconds that are left then. Nobody known (None) has no line to wait in.

        Raises Busy where the line is full, or where `seconds` pass.
        """
        if sender is None:
            yield seconds
            return
        ends_at = asyncio.get_running_loop().time() + seconds
        line = self._lines.setdefault(sender, _Line(self._at_once))
        if line.waiting >= self._waiting:
            raise Busy
        await line.take(seconds)
        try:
            yield ends_at - asyncio.get_running_loop().time()
        finally:
            line.release()


class _Line(asyncio.Semaphore):
    waiting = 0

    async def take(self, seconds: float) -> None:
        """Raises Busy where `seconds` pass."""
        self.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self.acquire()
        except TimeoutError:
            raise Busy from None
        finally:
            self.waiting -= 1
