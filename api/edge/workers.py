"""The threads that do the work, so that the event loop never parses, validates or resolves.

Every wait has an end: work that finds no room is refused at once, and work whose time runs out is
answered BUSY while the thread is freed by interrupting what it waits for (`interruptible`).
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import structlog

from api.edge.request_errors import Busy

T = TypeVar("T")
_log = structlog.get_logger(__name__)
_running = threading.local()


class Workers:
    """A fixed number of threads before which a bounded number of jobs may wait.

    To be used from one event loop.
    """

    def __init__(self, name: str, *, threads: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._free = threads + waiting
        self._jobs: set[_Job] = set()

    async def run(self, work: Callable[[], T], *, seconds: float, until: Awaitable[None] | None = None) -> T:
        """What `work()` returns or raises in a thread.

        Raises Busy where too many jobs wait already, and where `seconds` pass, waiting included, or `until` comes
        first.
        """
        if self._free <= 0:
            raise Busy
        job = _Job()
        future = self._threads.submit(job.perform, work)
        self._occupy(job, future)
        answer = asyncio.wrap_future(future)
        end: set[asyncio.Future[None]] = set() if until is None else {asyncio.ensure_future(until)}
        waited: set[asyncio.Future[Any]] = {answer, *end}
        finished, _ = await asyncio.wait(waited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for waiting in end:
            waiting.cancel()
        if answer not in finished:
            answer.add_done_callback(_let_go)
            future.cancel()
            job.expire()
            raise Busy
        return answer.result()

    def _occupy(self, job: "_Job", future: Future[T]) -> None:
        """Count the job until its thread is truly free, however early its caller was answered."""
        loop = asyncio.get_running_loop()
        self._free -= 1
        self._jobs.add(job)

        def vacate() -> None:
            self._free += 1
            self._jobs.discard(job)

        def vacate_on_loop(_: Future[T]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(vacate)

        future.add_done_callback(vacate_on_loop)

    def close(self) -> None:
        """Interrupt what still runs, and let the threads end."""
        for job in tuple(self._jobs):
            job.expire()
        self._threads.shutdown(wait=True, cancel_futures=True)


def _let_go(answer: "asyncio.Future[Any]") -> None:
    """Look at what came too late: asyncio complains of exceptions that nobody looks at."""
    if not answer.cancelled():
        answer.exception()


@contextmanager
def interruptible(interrupt: Callable[[], None]) -> Iterator[None]:
    """While in the block, have `interrupt` called if the time of this thread's job runs out.

    `interrupt` is called at most once, from another thread, must not block, and is never called
    after the block. Raises Busy where the time has run out already. Outside of a worker (the
    command line) nothing runs out.
    """
    job: _Job | None = getattr(_running, "job", None)
    if job is None:
        yield
        return
    job.register(interrupt)
    try:
        yield
    finally:
        job.unregister(interrupt)


class _Job:
    """One piece of work in a thread, and what ends its waits.

    The lock makes an interrupt and the end of its block exclude each other: no interrupt can hit
    the next job of the thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._interrupts: list[Callable[[], None]] = []
        self._expired = False

    def perform(self, work: Callable[[], T]) -> T:
        _running.job = self
        try:
            return work()
        finally:
            _running.job = None

    def expire(self) -> None:
        with self._lock:
            self._expired = True
            for interrupt in reversed(self._interrupts):
                try:
                    interrupt()
                except Exception:  # noqa: BLE001  # the others must be interrupted all the same
                    _log.exception("A thread couldn't be interrupted")
            self._interrupts.clear()

    def register(self, interrupt: Callable[[], None]) -> None:
        with self._lock:
            if self._expired:
                raise Busy
            self._interrupts.append(interrupt)

    def unregister(self, interrupt: Callable[[], None]) -> None:
        with self._lock:
            if interrupt in self._interrupts:
                self._interrupts.remove(interrupt)
