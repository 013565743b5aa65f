"""The database that a command works on: DATABASE_URL, or else the private cluster."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import typer
from rich.console import Console
from sqlalchemy import Engine, make_url

from core import clock
from core.db import acting, make_engine, migrate
from core.postgres import PostgresUnavailable, ensure_cluster
from core.provision import RightsMissing, provision
from core.settings import settings
from visits import ensure_coming_months

console = Console(stderr=True)


def ready_database() -> str:
    """The URL of a database that is running, prepared and migrated; ends the command where that can't be had."""
    try:
        url = settings().database_url or ensure_cluster(settings().data.resolve(), durable=True)
        direct_url = settings().direct_url or url
        for login in {make_url(address).username for address in (url, direct_url)}:
            provision(direct_url, login=login)
    except (PostgresUnavailable, RightsMissing) as error:
        raise failed(str(error)) from None
    except psycopg2.OperationalError as error:
        raise failed(f"The database of DATABASE_URL doesn't answer: {error}") from None
    migrate(direct_url)
    with engine_for(url) as engine, acting(engine) as session:
        ensure_coming_months(session, clock.now())
    os.environ["DATABASE_URL"] = url
    settings.cache_clear()
    return url


@contextmanager
def engine_for(url: str) -> Iterator[Engine]:
    engine = make_engine(url, threads=1)
    try:
        yield engine
    finally:
        engine.dispose()


def failed(message: str) -> typer.Exit:
    """Say what went wrong and end the command with it: `raise failed(…)`."""
    console.print(message, style="red", highlight=False, markup=False)
    return typer.Exit(1)
