"""The benchmark's database: built once in a cluster of its own, and kept until the migrations or the world change."""

import hashlib
from pathlib import Path

import psycopg2.extensions
from psycopg2.sql import SQL, Identifier
from sqlalchemy import URL, make_url

from bench.world.build import build
from core.connection import autocommitting
from core.db import migrate
from core.postgres import SUPERUSER, ensure_cluster, prepare_database
from core.provision import OWNER

_REPOSITORY = Path(__file__).resolve().parent.parent.parent
_SHAPERS = ("alembic/env.py", "alembic/versions/*.py", "core/provision.py", "bench/cities.*", "bench/world/*.py")
_UNFINISHED = "unfinished"
_PREFIX = "world_"


def ensure_world(folder: Path) -> URL:
    """The address of the world's database in the cluster under `folder`, built first where it is missing."""
    url = make_url(ensure_cluster(folder, durable=False))
    superuser = url.set(username=SUPERUSER, database="postgres")
    name = _PREFIX + _digest()
    with autocommitting(superuser) as cursor:
        if name not in _worlds(cursor):
            for outdated in (*_worlds(cursor), _UNFINISHED):
                cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(outdated)))
            _build(superuser, url.set(database=_UNFINISHED), folder)
            cursor.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(_UNFINISHED), Identifier(name)))
    return url.set(database=name)


def _build(superuser: URL, address: URL, folder: Path) -> None:
    prepare_database(superuser, _UNFINISHED)
    migrate(address.render_as_string())
    with autocommitting(address) as cursor:
        cursor.execute(f"SET ROLE {OWNER}; SET statement_timeout = 0; SET lock_timeout = 0")
        build(cursor, folder)


def _worlds(cursor: psycopg2.extensions.cursor) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_PREFIX])
    return [name for (name,) in cursor.fetchall()]


def _digest() -> str:
    digest = hashlib.sha256()
    for pattern in _SHAPERS:
        for file in sorted(_REPOSITORY.glob(pattern)):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
