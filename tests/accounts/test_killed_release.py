"""A worker killed in mid-release: what it had committed is done once, and another goes on with the rest."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, text

from accounts.policy_lock import lock_policies
from core.db import acting, make_engine
from core.jobs import enqueue
from tests.accounts.calls import assign
from tests.accounts.past import age
from tests.world import World, uuid_of

KILLS = 2
_PATIENCE_SECONDS = 60
_WORKER = """
import sys
import accounts.release_due
from accounts import JOBS
from core.jobs import Job, stalled, worker
accounts.release_due._MOST_AT_ONCE = 1
stalled.STALLED_AFTER_SECONDS = worker.STALLED_AFTER_SECONDS = 2.0
worker.HEARTBEAT_SECONDS = worker._RETRY_STALLED_EVERY_SECONDS = 0.3
worker.run_worker(sys.argv[1], [Job(job.name, job.run) for job in JOBS])
"""


@pytest.fixture
def start(database_url: str, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    workers: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        with (tmp_path / "log").open("ab") as log:
            workers.append(subprocess.Popen([sys.executable, "-c", _WORKER, database_url], stderr=log, stdout=log))
        return workers[-1]

    yield begin
    for worker in workers:
        worker.kill()
        worker.wait()


def wait_for(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)


@dataclass(frozen=True, slots=True)
class Traces:
    """What the release of accounts leaves behind."""

    raw: Connection
    ids: list[UUID]

    def count(self, of: str) -> int:
        self.raw.execute(text("SET LOCAL ROLE doorstep_writer"))
        found = self.raw.execute(text(f"SELECT count(*) FROM {of}"), {"ids": self.ids}).scalar_one()
        self.raw.rollback()
        return int(found)

    def released(self) -> int:
        return self.count("pool_event WHERE account_id = ANY (:ids) AND kind = 'EXPIRED'")

    def more_than(self, before: int) -> bool:
        return self.released() > before

    def a_release_waits(self) -> bool:
        return self.count("pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND NOT granted") > 0


def test_a_worker_killed_in_mid_release_loses_nothing_and_doubles_nothing(
    world: World, database_url: str, raw: Connection, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    team = world.unit("Team")
    world.region(team)
    member, _ = world.member(team)
    accounts = [world.account(0.01 * (n % 8), 0.01 * (n // 8)) for n in range(40)]
    for account in accounts:
        assign(world.admin, account, member)
    age(database_url, accounts, 11)
    traces = Traces(raw, [uuid_of(account) for account in accounts])
    engine = make_engine(database_url, threads=1)
    with acting(engine) as session:
        enqueue(session, "accounts.release_due", {})
    worker = start()
    for _ in range(KILLS):
        wait_for(partial(traces.more_than, traces.released()))
        with acting(engine) as session:
            lock_policies(session)
            wait_for(traces.a_release_waits)  # in the middle of a transaction of its own
            worker.kill()
            worker.wait()
        assert traces.released() < len(accounts)
        worker = start()
    wait_for(lambda: traces.released() == len(accounts))

    assert traces.count("account WHERE id = ANY (:ids) AND owner_id IS NULL") == len(accounts)
    for trace in (
        "outbox_event WHERE kind = 'account.expired' AND subject_id = ANY (:ids)",
        "audit_entry WHERE act = 'releaseDueAccounts' AND subject_id = ANY (:ids)",
        "holding WHERE ends_at IS NOT NULL AND account_id = ANY (:ids)",
        "pool_event WHERE kind = 'EXPIRED' AND account_id = ANY (:ids)",
    ):
        assert traces.count(trace) == len(accounts), trace
    engine.dispose()
