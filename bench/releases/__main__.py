"""python -m bench.releases [DUE] [CLAIMS A SECOND]: the release job on 1,000,000 accounts, beside claims over HTTP."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

import httpx
from rich.console import Console
from sqlalchemy import URL

from bench.releases.claimers import Claimers, Claims
from bench.releases.world import claimable, let_due, world_with_due
from core.connection import autocommitting
from core.db import acting, make_engine
from core.jobs import enqueue
from core.postgres import stop_cluster
from core.provision import WRITER
from core.settings import settings

_FOLDER = settings().data / "bench"
_PORT = 8032
_MOST_SECONDS = 300
_WARM_UP_SECONDS, _CALM_SECONDS, _ENDING_SECONDS = 5, 20, 10
_RELEASED = "SELECT count(*), extract(epoch FROM max(at) - min(at)) FROM pool_event WHERE kind = 'EXPIRED'"


def main(due: int, a_second: float) -> None:
    console = Console()
    with world_with_due(_FOLDER, due) as address, _command(address, "serve", "--port", str(_PORT)) as server:
        url = f"http://127.0.0.1:{_PORT}"
        _await(url, server)
        claims = iter(claimable(address, int(a_second * (_WARM_UP_SECONDS + _CALM_SECONDS + _MOST_SECONDS))))
        with _command(address, "worker"):
            _settle(address)
        for seconds, what in ((_WARM_UP_SECONDS, "to warm up"), (_CALM_SECONDS, "alone")):
            with Claimers(url, list(islice(claims, round(a_second * seconds))), a_second) as claimers:
                time.sleep(seconds)
            console.print(_said(f"{a_second:g} claims a second {what}", claimers.claims))
        with _command(address, "worker") as worker, Claimers(url, list(claims), a_second) as claimers:
            began = time.perf_counter()
            let_due(address)
            _enqueue(address)
            released, between = _wait(address, due, worker)
            taken = time.perf_counter() - began
    console.print(f"{released:,} of {due:,} due accounts released in {taken:.1f} s ({between:.1f} s first to last)")
    console.print(_said("claims beside it", claimers.claims))
    console.print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _said(what: str, claims: Claims) -> str:
    figures = ", ".join(f"p{percent:g} {claims.percentile(percent):.0f} ms" for percent in (50, 95, 99, 100))
    return f"{what}: {len(claims.milliseconds):,}, {figures}; {dict(claims.outcomes)}"


def _settle(address: URL) -> None:
    """Wait until the worker, new to this database, has done what was to be done long ago."""
    with autocommitting(address) as cursor:
        cursor.execute(f"SET ROLE {WRITER}")
        has_worked, waiting = False, True
        while waiting or not has_worked:
            time.sleep(1)
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
            waiting = next(iter(cursor.fetchall())) > (0,)
            has_worked = has_worked or waiting


def _enqueue(address: URL) -> None:
    with acting(make_engine(address.render_as_string(hide_password=False), threads=1)) as session:
        enqueue(session, "accounts.release_due", {})


def _wait(address: URL, due: int, worker: subprocess.Popen[bytes]) -> tuple[int, float]:
    """How many were released, and the seconds between the first and the last."""
    deadline = time.perf_counter() + _MOST_SECONDS
    with autocommitting(address) as cursor:
        cursor.execute(f"SET ROLE {WRITER}")
        released, between = 0, 0.0
        while released < due and worker.poll() is None and time.perf_counter() < deadline:
            time.sleep(1)
            cursor.execute(_RELEASED)
            released, between = next(iter(cursor.fetchall()))
    return released, float(between or 0)


@contextmanager
def _command(address: URL, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """`doorstep` with these words, ended at the end, whatever job it is at."""
    environment = os.environ | {"DATABASE_URL": address.render_as_string(hide_password=False)}
    with (_FOLDER / f"{words[0]}.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", "cli", *words], env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            if httpx.get(f"{url}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit("The server didn't start.")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # not before what it started has ended
    numbers = [float(word) for word in sys.argv[1:]]
    try:
        main(int(numbers[0]) if numbers else 100_000, numbers[1] if len(numbers) > 1 else 50)
    finally:
        stop_cluster(_FOLDER)
