"""python -m bench.stream [SUBSCRIPTIONS]: check-ins with and without open subscriptions, in turns of one run."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median

import httpx
from rich.console import Console
from rich.table import Table
from sqlalchemy import make_url

from bench.stream.company import PASSWORD, Company, Person, Rep, found
from bench.stream.crowd import crowd
from bench.stream.processor import carrier_of, seconds_of
from core.connection import autocommitting
from core.postgres import SUPERUSER, ensure_cluster, prepare_database, stop_cluster
from core.settings import settings

Heard = Callable[[], int]
"How many events the crowd has heard so far."

_FOLDER = settings().data / "bench-stream"
_DATABASE = "stream"
_PORT = 8031
_LOGIN = "bench"
_REPS, _MANAGERS, _AT_ONCE = 8, 20, 4
_ROUNDS = 3
_BUSY_VISITS = 100
_CALM_VISITS, _CALM_PAUSE_SECONDS = 25, 0.2
_AFTERWARDS_SECONDS = 3
"Until all is heard."


@dataclass(frozen=True, slots=True)
class Turn:
    milliseconds: float
    "Median of a visit: its check-in and check-out."
    a_second: float
    heard: int
    "Events that arrived at the crowd."
    carrier_seconds: float
    "Of the processor, for the process that carries the streams."


def main(size: int) -> None:
    console = Console()
    with _server() as (http, server):
        company = found(http, _LOGIN, reps=_REPS, managers=_MANAGERS)
        table = Table("", "one after the other, ms", "ratio", "at once, a second", "ratio", "heard", "µs each")
        crowds = {"nobody": [], f"{size} beside": company.beside, f"{size} above": company.above}
        calm: dict[str, list[Turn]] = {name: [] for name in crowds}
        busy: dict[str, list[Turn]] = {name: [] for name in crowds}
        carrier = carrier_of(server.pid)
        _turn(company, lambda: 0, carrier, at_once=_AT_ONCE, visits=_BUSY_VISITS, pause=0)
        for _ in range(_ROUNDS):
            for name, people in crowds.items():
                with _crowd(http, people, size) as heard:
                    turn = partial(_turn, company, heard, carrier)
                    calm[name].append(turn(at_once=1, visits=_CALM_VISITS, pause=_CALM_PAUSE_SECONDS))
                    busy[name].append(turn(at_once=_AT_ONCE, visits=_BUSY_VISITS, pause=0))
        for name in crowds:
            table.add_row(name, *_cells(calm[name], calm["nobody"], busy[name], busy["nobody"]))
        console.print(table)


def _cells(calm: list[Turn], calm_alone: list[Turn], busy: list[Turn], busy_alone: list[Turn]) -> list[str]:
    """Medians of the turns, and of the ratios of each turn to that of nobody in the same round."""
    slower = median(turn.milliseconds / alone.milliseconds for turn, alone in zip(calm, calm_alone, strict=True))
    fewer = median(turn.a_second / alone.a_second for turn, alone in zip(busy, busy_alone, strict=True))
    heard = sum(turn.heard for turn in calm + busy)
    carrying = sum(turn.carrier_seconds for turn in calm + busy)
    return [
        f"{median(turn.milliseconds for turn in calm):.1f}",
        f"{slower:.2f}",
        f"{median(turn.a_second for turn in busy):.0f}",
        f"{fewer:.2f}",
        f"{heard:,}",
        f"{carrying / heard * 1e6:.0f}" if heard else "",
    ]


def _turn(company: Company, heard: Heard, carrier: int, *, at_once: int, visits: int, pause: float) -> Turn:
    before, spent, began = heard(), seconds_of(carrier), time.perf_counter()

    def visit_often(rep: Rep) -> list[float]:
        times = []
        for _ in range(visits // at_once):
            time.sleep(pause)
            started = time.perf_counter()
            rep.visit()
            times.append((time.perf_counter() - started) * 1000)
        return times

    with ThreadPoolExecutor(at_once) as threads:
        times = [taken for lane in threads.map(visit_often, company.reps[:at_once]) for taken in lane]
    seconds = time.perf_counter() - began
    time.sleep(_AFTERWARDS_SECONDS)
    return Turn(median(times), len(times) / seconds, heard() - before, seconds_of(carrier) - spent)


@contextmanager
def _crowd(http: httpx.Client, people: list[Person], size: int) -> Iterator[Heard]:
    if not people:
        yield lambda: 0
        return
    url = str(http.base_url).replace("http://", "ws://").rstrip("/") + "/graphql"
    with crowd(url, [person.token for person in people], size) as ears:

        def heard() -> int:
            ears.send("how many?")
            return int(ears.recv())

        yield heard


@contextmanager
def _server() -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    """A server on an organization that was just founded."""
    url = make_url(ensure_cluster(_FOLDER, durable=False)).set(database=_DATABASE)
    superuser = url.set(username=SUPERUSER, database="postgres")
    with autocommitting(superuser) as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_DATABASE} WITH (FORCE)")
    prepare_database(superuser, _DATABASE)
    environment = os.environ | {"DATABASE_URL": url.render_as_string(hide_password=False)}
    command = [sys.executable, "-m", "cli"]
    founded = [*command, "init", "--organization", "Bench", "--login", _LOGIN]
    subprocess.run(founded, input=PASSWORD, text=True, check=True, env=environment)
    server = subprocess.Popen(
        [*command, "serve", "--port", str(_PORT)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{_PORT}", timeout=30) as http:
            _await(http, server)
            yield http, server
    finally:
        server.terminate()
        server.wait()


def _await(http: httpx.Client, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            if http.get("/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit("The server didn't start.")


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    finally:
        stop_cluster(_FOLDER)
