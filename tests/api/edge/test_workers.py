"""Threads, their bounds, and the end of every wait."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from api.edge.request_errors import Busy
from api.edge.workers import Workers, interruptible


@pytest.fixture
def one_thread() -> Iterator[Workers]:
    workers = Workers("test", threads=1, waiting=1)
    yield workers
    workers.close()


def test_work_runs_in_a_thread_and_its_exceptions_come_back(one_thread: Workers) -> None:
    async def run() -> None:
        assert await one_thread.run(threading.current_thread, seconds=60) is not threading.current_thread()
        with pytest.raises(ZeroDivisionError):
            await one_thread.run(lambda: 1 // 0, seconds=60)

    asyncio.run(run())


def test_more_than_may_wait_is_busy_at_once_and_room_comes_back(one_thread: Workers) -> None:
    done = threading.Event()

    async def run() -> None:
        working, waiting = (
            asyncio.create_task(one_thread.run(lambda: done.wait(timeout=60), seconds=60)) for _ in range(2)
        )
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await one_thread.run(int, seconds=60)
        done.set()
        assert await working
        assert await waiting
        assert await one_thread.run(int, seconds=60) == 0

    asyncio.run(run())


def test_work_that_waits_in_vain_for_a_thread_is_busy_and_never_done(one_thread: Workers) -> None:
    done = threading.Event()
    performed = []

    async def run() -> None:
        working = asyncio.create_task(one_thread.run(lambda: done.wait(timeout=60), seconds=60))
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await one_thread.run(lambda: performed.append("late"), seconds=0)
        done.set()
        assert await working
        await one_thread.run(int, seconds=60)

    asyncio.run(run())
    assert performed == []


def test_out_of_time_the_caller_is_answered_and_the_thread_is_freed(one_thread: Workers) -> None:
    interrupted = threading.Event()

    def hang() -> None:
        with interruptible(interrupted.set):
            assert interrupted.wait(timeout=60)

    async def run() -> None:
        with pytest.raises(Busy):
            await one_thread.run(hang, seconds=0.3)
        assert await one_thread.run(lambda: "free", seconds=60) == "free"

    asyncio.run(run())


def test_a_job_out_of_time_begins_no_other_wait(one_thread: Workers) -> None:
    interrupted = threading.Event()
    second_wait: list[str] = []

    def hang_twice() -> None:
        with interruptible(interrupted.set):
            assert interrupted.wait(timeout=60)
        try:
            with interruptible(interrupted.set):
                second_wait.append("begun")
        except Busy:
            second_wait.append("refused")

    async def run() -> None:
        with pytest.raises(Busy):
            await one_thread.run(hang_twice, seconds=0.3)
        await one_thread.run(int, seconds=60)

    asyncio.run(run())
    assert second_wait == ["refused"]


def test_no_interrupt_reaches_past_its_block(one_thread: Workers) -> None:
    interrupts = []
    expired = threading.Event()

    def hang_after_the_block() -> None:
        with interruptible(lambda: interrupts.append("stray")):
            pass
        expired.wait(timeout=60)

    async def run() -> None:
        with pytest.raises(Busy):
            await one_thread.run(hang_after_the_block, seconds=0.1)
        expired.set()

    asyncio.run(run())
    assert interrupts == []


def test_closing_interrupts_what_still_runs() -> None:
    workers = Workers("test", threads=1, waiting=0)
    running, interrupted = threading.Event(), threading.Event()

    def hang() -> None:
        with interruptible(interrupted.set):
            running.set()
            assert interrupted.wait(timeout=60)

    async def run() -> None:
        working = asyncio.create_task(workers.run(hang, seconds=60))
        await asyncio.to_thread(running.wait)
        workers.close()
        await working

    asyncio.run(run())
    assert interrupted.is_set()


def test_outside_of_a_worker_nothing_runs_out() -> None:
    with interruptible(lambda: pytest.fail("interrupted")):
        pass
