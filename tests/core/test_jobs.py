"""The worker: what it was killed at goes on, what waits waits once, and it ends when it is told."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from core.db import acting, make_engine
from core.jobs import enqueue
from core.postgres import SUPERUSER
from tests.database import migrated_database

_PATIENCE_SECONDS = 60
WORKER = """
import sys, time
from pathlib import Path
from core.db import acting
from core.jobs import Job, Work, stalled, worker
stalled.STALLED_AFTER_SECONDS = worker.STALLED_AFTER_SECONDS = 2.0
worker.HEARTBEAT_SECONDS = worker._RETRY_STALLED_EVERY_SECONDS = 0.3
folder = Path(sys.argv[2])

def hang_once(work: Work) -> None:
    if not (folder / "hung").exists():
        (folder / "hung").touch()
        while not work.should_stop():
            time.sleep(0.05)
        (folder / "stopped").touch()
        return
    with acting(work.engine) as session:
        role = session.connection().exec_driver_sql("SELECT current_user").scalar_one()
    (folder / work.arguments["file"]).write_text(role)

def tick(work: Work) -> None:
    (folder / "ticked").touch()

worker.run_worker(sys.argv[1], [Job("test.hang_once", hang_once), Job("test.tick", tick, cron="* * * * * *")])
"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with migrated_database() as url:
        yield url


@pytest.fixture
def start(url: str, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    workers: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        with (tmp_path / "log").open("ab") as log:
            command = [sys.executable, "-c", WORKER, url, str(tmp_path)]
            workers.append(subprocess.Popen(command, stderr=log, stdout=log))
        return workers[-1]

    yield begin
    for worker in workers:
        worker.kill()
        worker.wait()


def wait_for(done: Callable[[], object]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)


def ask(url: str, file: str = "done") -> None:
    with acting(make_engine(url, threads=1)) as session:
        enqueue(session, "test.hang_once", {"file": file})


def waiting(url: str) -> dict[str, int]:
    """How many jobs there are of test.hang_once, by status."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("SET LOCAL ROLE doorstep_writer"))
        jobs = (
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE task_name = 'test.hang_once' GROUP BY status"
        )
        return dict(connection.execute(text(jobs)).all())  # type: ignore[arg-type]


def test_a_killed_workers_job_is_done_by_the_next_one_and_its_successor_too(
    url: str, tmp_path: Path, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    ask(url)
    ask(url)
    assert waiting(url) == {"todo": 1}, "the same job waits once"
    first = start()
    wait_for((tmp_path / "hung").exists)
    ask(url)
    assert waiting(url) == {"doing": 1, "todo": 1}
    first.send_signal(signal.SIGKILL)
    first.wait()
    start()
    start()
    wait_for((tmp_path / "done").exists)
    assert (tmp_path / "done").read_text() == "doorstep_writer"
    wait_for(lambda: waiting(url).keys() <= {"failed"})


def test_a_worker_that_is_told_to_end_ends_between_two_steps(
    url: str, tmp_path: Path, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    ask(url, "other")
    worker = start()
    wait_for((tmp_path / "hung").exists)
    wait_for((tmp_path / "ticked").exists)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=_PATIENCE_SECONDS) == 0
    assert (tmp_path / "stopped").exists()
    assert "todo" not in waiting(url)


def test_a_worker_outlives_its_connections(
    url: str, tmp_path: Path, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    (tmp_path / "hung").touch()
    worker = start()
    wait_for((tmp_path / "ticked").exists)
    superuser = create_engine(make_url(url).set(username=SUPERUSER), poolclass=NullPool)
    with superuser.connect() as connection:
        cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'doorstep worker'"
        assert connection.execute(text(f"{cut} AND datname = current_database()")).scalar_one() > 0
    ask(url)
    wait_for((tmp_path / "done").exists)
    assert worker.poll() is None
