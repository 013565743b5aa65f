"""The database of a test run: a clone of a migrated template, in a cluster that is kept for the next run.

Nothing of it survives a restart of the machine, nor needs to: the cluster lies in memory with fsync off.
`python -m tests.database` removes it.
"""

import fcntl
import getpass
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg2.extensions
from psycopg2.sql import SQL, Identifier
from sqlalchemy import URL, make_url

from core.connection import autocommitting
from core.db import migrate
from core.postgres import SUPERUSER, PostgresUnavailable, ensure_cluster, prepare_database, remove_cluster
from core.provision import OWNER, provision

_REPOSITORY = Path(__file__).resolve().parent.parent
_SHAPERS = (
    "alembic/env.py",
    "alembic/*.sql",
    "alembic/versions/*.py",
    "core/provision.py",
    "core/postgres/database.py",
)
"What shapes a freshly migrated database, apart from PostgreSQL and PostGIS."
_ROOM_NEEDED_BYTES = 1 << 30
"Containers are often given 64 MB of /dev/shm."


@contextmanager
def migrated_database() -> Iterator[str]:
    """The URL of a migrated database of one's own, dropped at the end."""
    folder = _own_folder()
    url = make_url(_running_cluster(folder))
    superuser = url.set(username=SUPERUSER, database="postgres")
    clone = f"test_{os.getpid()}_{uuid4().hex[:8]}"
    with _alone(folder), autocommitting(superuser) as cursor:
        template = _ensure_template(cursor, url, superuser)
        _drop_clones_of_the_dead(cursor)
        _clone(cursor, template, clone)
    address = url.set(database=clone)
    provision(address)
    try:
        yield address.render_as_string()
    finally:
        with autocommitting(superuser) as cursor:
            _drop(cursor, clone)


def _own_folder() -> Path:
    folder = _folder()
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PostgresUnavailable(f"{folder} was made by another user: remove it.")
    return folder


def _folder() -> Path:
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM_NEEDED_BYTES
    clone = hashlib.sha256(os.fsencode(_REPOSITORY)).hexdigest()[:10]
    return (memory if roomy else Path(tempfile.gettempdir())) / f"doorstep-tests-{getpass.getuser()}-{clone}"


def _running_cluster(folder: Path) -> str:
    """The URL of the cluster in `folder`, begun anew where what lies there won't run."""
    try:
        return ensure_cluster(folder, durable=False)
    except PostgresUnavailable:
        remove_cluster(folder)
        return ensure_cluster(folder, durable=False)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time: the first makes the template, the others wait for it."""
    with (folder / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _ensure_template(cursor: psycopg2.extensions.cursor, url: URL, superuser: URL) -> str:
    """The template for the migrations as they stand, which replaces that of any others."""
    wanted, unfinished = f"template_{_digest()}", "unfinished_template"
    templates = _databases(cursor, "template_")
    if wanted not in templates:
        for leftover in (*templates, unfinished):
            _drop(cursor, leftover)
        prepare_database(superuser, unfinished)
        migrate(url.set(database=unfinished).render_as_string())
        cursor.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(unfinished), Identifier(wanted)))
    return wanted


def _digest() -> str:
    digest = hashlib.sha256()
    for pattern in _SHAPERS:
        for file in sorted(_REPOSITORY.glob(pattern)):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _drop_clones_of_the_dead(cursor: psycopg2.extensions.cursor) -> None:
    for name in _databases(cursor, "test_"):
        process = name.split("_")[1]
        if not Path("/proc", process).exists():
            _drop(cursor, name)


def _clone(cursor: psycopg2.extensions.cursor, template: str, name: str) -> None:
    # Copying files beats copying through the log, PostgreSQL 15's default (14 knows nothing else).
    strategy = " STRATEGY FILE_COPY" if cursor.connection.server_version >= 150000 else ""
    statement = "CREATE DATABASE {} OWNER {} TEMPLATE {}" + strategy
    cursor.execute(SQL(statement).format(Identifier(name), Identifier(OWNER), Identifier(template)))


def _drop(cursor: psycopg2.extensions.cursor, name: str) -> None:
    cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _databases(cursor: psycopg2.extensions.cursor, prefix: str) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [name for (name,) in cursor.fetchall()]


if __name__ == "__main__":
    remove_cluster(_folder())
    shutil.rmtree(_folder(), ignore_errors=True)
