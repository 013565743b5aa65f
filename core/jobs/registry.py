"""The rooms' jobs as tasks of procrastinate, on a connection that acts as `doorstep_writer`."""

from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from procrastinate import App, JobContext, PsycopgConnector
from sqlalchemy import Engine, make_url

from core.jobs.enqueue import QUEUE, key_of
from core.jobs.housekeeping import FORGET_FAILED
from core.jobs.job import Job, Work

_MISSED_SECONDS = 86_400.0
"How long after its time a periodic job is still run, once, by a worker that was away."


def app_of(jobs: Sequence[Job], *, url: str, engine: Engine, should_stop: Callable[[], bool], connections: int) -> App:
    """procrastinate's app with the tasks for `jobs`, not opened yet."""
    connector = PsycopgConnector(
        conninfo=make_url(url).set(drivername="postgresql").render_as_string(hide_password=False),
        kwargs={"connect_timeout": 5, "application_name": "doorstep worker", "tcp_user_timeout": 5000},
        configure=_become_writer,
        min_size=1,
        max_size=connections,
        timeout=10,
    )
    app = App(connector=connector, periodic_defaults={"max_delay": _MISSED_SECONDS})
    for job in (*jobs, FORGET_FAILED):
        _register(app, job, engine, should_stop)
    return app


async def _become_writer(connection: psycopg.AsyncConnection[Any]) -> None:
    await connection.execute("SET ROLE doorstep_writer")
    if not connection.autocommit:
        await connection.commit()


def _register(app: App, job: Job, engine: Engine, should_stop: Callable[[], bool]) -> None:
    def run(_: JobContext, /, timestamp: int = 0, **arguments: str) -> None:  # noqa: ARG001  # of a periodic run
        job.run(Work(engine=engine, arguments=arguments, should_stop=should_stop))

    key = key_of(job.name, {})
    task = app.task(name=job.name, queue=QUEUE, lock=key, queueing_lock=key, pass_context=True)(run)
    if job.cron is not None:
        app.periodic(cron=job.cron)(task)
