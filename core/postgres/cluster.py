"""The private PostGIS cluster under Doorstep's data folder, for whoever gives no DATABASE_URL."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from sqlalchemy import URL

from core.connection import connection_to
from core.postgres.database import LOGIN, prepare_database
from core.postgres.errors import PostgresUnavailable
from core.postgres.home import home_of, socket_folder, url_of
from core.postgres.install import newest_or_install
from core.postgres.server import SUPERUSER, Server

_DATABASE = "doorstep"
_LONGEST_WAIT_SECONDS = 60


def ensure_cluster(data: Path, *, durable: bool) -> str:
    """The URL of the database `doorstep` in the cluster under `data`, made and started where needed.

    May be called by any number of processes at once, and is quick where the cluster runs. `durable`
    says whether a commit survives the machine's crash; False is for tests, on /dev/shm.
    Raises PostgresUnavailable with what to do about it.
    """
    data.mkdir(parents=True, exist_ok=True)
    with _alone(data):
        if not (data / "postgres").exists():
            newest_or_install()  # before all else: the package brings the user that is to own the files
        home = home_of(data)
        superuser = url_of(home, user=SUPERUSER, database="postgres")
        _bring_up(Server.of(home), superuser, durable=durable)
        prepare_database(superuser, _DATABASE)
    return url_of(home, user=LOGIN, database=_DATABASE).render_as_string()


def _bring_up(server: Server, superuser: URL, *, durable: bool) -> None:
    """Return when the server answers; one that is just starting, or just dying, is given time to."""
    deadline = time.monotonic() + _LONGEST_WAIT_SECONDS
    while (silence := _silence(superuser)) is not None:
        if not server.runs():
            server.start(durable=durable)
        elif time.monotonic() > deadline:
            raise PostgresUnavailable(f"The private PostgreSQL runs but doesn't answer: {silence}")
        else:
            time.sleep(0.1)


def _silence(superuser: URL) -> psycopg2.OperationalError | None:
    """Why the server doesn't answer, or None where it does."""
    try:
        connection_to(superuser).close()
    except psycopg2.OperationalError as error:
        return error
    return None


def stop_cluster(data: Path) -> None:
    """Stop the cluster under `data` with its files kept; nothing happens where none runs."""
    if (data / "postgres").exists():
        with _alone(data):
            Server.of(home_of(data)).stop()


def remove_cluster(data: Path) -> None:
    """Stop the cluster under `data` and delete everything in it."""
    place = data / "postgres"
    if not place.exists():
        return
    with _alone(data):
        home = home_of(data)
        Server.of(home).stop()
        shutil.rmtree(socket_folder(home), ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
        if place.is_symlink():
            place.unlink()


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold the folder's lock, which the kernel lets go of should this process die."""
    # Read-only: the folder may be another user's, which `owner_of` says better than the lock can.
    lock = os.open(data / "postgres.lock", os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
