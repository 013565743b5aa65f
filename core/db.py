"""The database: connections, the transaction of an operation, and its two walls' roles.

`doorstep_reader` reads what an answer shows, bound by row-level security for the member named
in `doorstep.actor`; `doorstep_writer` gathers and records for a verb, bound by no policy, since
a judge must know of rows that the viewer may not see. Rooms flush; only `transaction` commits.
"""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from alembic import command
from alembic.config import Config
from sqlalchemy import TIMESTAMP, Engine, Text, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import SingletonThreadPool

_ROOT = Path(__file__).resolve().parent.parent
_LOCK_NOT_AVAILABLE, _QUERY_CANCELED, _DEADLOCK, _SERIALIZATION = "55P03", "57014", "40P01", "40001"


class Table(DeclarativeBase):
    """The base of every room's tables: text is text, and an instant knows its offset."""

    type_annotation_map: ClassVar = {str: Text, datetime: TIMESTAMP(timezone=True)}


def make_engine(url: str, *, threads: int) -> Engine:
    """An engine that gives each of up to `threads` threads a warm connection of its own."""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg2"),
        poolclass=SingletonThreadPool,
        pool_size=threads,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 5,
            "application_name": "doorstep",
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 5000,
        },
    )
    event.listen(engine, "checkout", _renew_if_hung_up)
    return engine


def _renew_if_hung_up(connection: Any, *_: object) -> None:
    """Have the pool replace a connection that the server closed while it was idle, at no round trip.

    An idle connection has nothing to read: one that has is at its end.
    """
    if select.select([connection], [], [], 0)[0]:
        raise DisconnectionError


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One transaction, committed at the end and rolled back by any exception; its role is still to be set."""
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        yield session
        session.commit()


@contextmanager
def acting(engine: Engine, *, seconds: int = 60) -> Iterator[Session]:
    """A transaction of the server itself or its operator, as `doorstep_writer` and with `seconds` for each wait."""
    with transaction(engine) as session:
        session.connection().exec_driver_sql("SET LOCAL ROLE doorstep_writer")
        allow(session, seconds=seconds)
        yield session


def allow(session: Session, *, seconds: int) -> None:
    """Give the statements of this transaction `seconds` instead of the role's limits."""
    session.connection().exec_driver_sql(
        f"SET LOCAL statement_timeout = '{seconds}s'; SET LOCAL lock_timeout = '{seconds}s';"
        f" SET LOCAL idle_in_transaction_session_timeout = '{seconds}s'"
    )


@contextmanager
def writing(session: Session, *, then: str = "") -> Iterator[None]:
    """Run a verb as `doorstep_writer`; whatever it raises undoes all that it wrote, and nothing else.

    then: a statement of the reader's that goes along with the end of what was done, at no round trip of its own.
    """
    connection = session.connection()
    connection.exec_driver_sql("SAVEPOINT verb; SET LOCAL ROLE doorstep_writer")
    try:
        yield
        session.flush()
    except Exception:
        session.expunge_all()
        if not connection.invalidated:
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT verb; RELEASE SAVEPOINT verb")
        raise
    connection.exec_driver_sql(f"RELEASE SAVEPOINT verb; SET LOCAL ROLE doorstep_reader; {then}")


def is_busy(error: DBAPIError) -> bool:
    """Whether the database asks to try again: a lock or time limit, a deadlock, a lost connection."""
    code = getattr(error.orig, "pgcode", None)
    transient = (_LOCK_NOT_AVAILABLE, _QUERY_CANCELED, _DEADLOCK, _SERIALIZATION)
    return error.connection_invalidated or code is None or code in transient or code.startswith(("08", "53", "57P"))


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest revision."""
    configuration = Config(_ROOT / "alembic.ini")
    configuration.attributes["url"] = make_url(url).set(drivername="postgresql+psycopg2")
    command.upgrade(configuration, "head")
