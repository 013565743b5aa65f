"""The worker: a process of its own that runs the rooms' jobs until it is told to end."""

import asyncio
import signal
import sys
import threading
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import structlog
from procrastinate import App
from procrastinate.exceptions import ConnectorException

from core.db import make_engine
from core.jobs.enqueue import QUEUE
from core.jobs.job import Job
from core.jobs.registry import app_of
from core.jobs.stalled import HEARTBEAT_SECONDS, STALLED_AFTER_SECONDS, retry_stalled

JOBS_AT_ONCE = 4
_RETRY_STALLED_EVERY_SECONDS = 4.0
_PAUSE_AFTER_FAILURE_SECONDS = 2.0
_SWITCH_SECONDS = 0.0005
"A job that has its answer from the database gets the interpreter soon, whatever another computes beside it."

_log = structlog.get_logger(__name__)


def run_worker(url: str, jobs: Sequence[Job]) -> None:
    """Run `jobs` on the database at `url` until SIGTERM or SIGINT; a lost database is waited for.

    `url` must lead to PostgreSQL itself: a pgbouncer in transaction mode loses LISTEN. What runs at the signal
    comes to its next step and ends.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    asyncio.run(_run(url, jobs))


async def _run(url: str, jobs: Sequence[Job]) -> None:
    engine, stopping, told = make_engine(url, threads=JOBS_AT_ONCE), threading.Event(), asyncio.Event()

    def stop() -> None:
        stopping.set()
        told.set()

    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(JOBS_AT_ONCE, thread_name_prefix="job"))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    while not told.is_set():
        app = app_of(jobs, url=url, engine=engine, should_stop=stopping.is_set, connections=JOBS_AT_ONCE)
        await _work_until_failure(app, told)


async def _work_until_failure(app: App, told: asyncio.Event) -> None:
    """Work until `told` to end, or until the database is lost: procrastinate's worker ends with its connection."""
    try:
        async with app.open_async():
            await _until_first(_worker(app), _look_after_stalled(app), told.wait())
    except (ConnectorException, psycopg.Error):
        _log.exception("The worker has lost its database, and tries again")
    if not told.is_set():
        await _until_first(told.wait(), asyncio.sleep(_PAUSE_AFTER_FAILURE_SECONDS))


def _worker(app: App) -> Coroutine[Any, Any, None]:
    return app.run_worker_async(
        queues=[QUEUE],
        concurrency=JOBS_AT_ONCE,
        delete_jobs="successful",
        install_signal_handlers=False,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=STALLED_AFTER_SECONDS,
    )


async def _look_after_stalled(app: App) -> None:
    while True:
        await retry_stalled(app)
        await asyncio.sleep(_RETRY_STALLED_EVERY_SECONDS)


async def _until_first(*parts: Coroutine[Any, Any, object]) -> None:
    """Run all until one ends, then end the others; raises what those that ended had raised."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    ended, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for task in ended:
        task.result()
