"""A bare psycopg2 connection, for what happens before SQLAlchemy has a database to talk to."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import psycopg2.extensions
from sqlalchemy import URL

_CONNECT_TIMEOUT_SECONDS = 5


def connection_to(url: URL) -> psycopg2.extensions.connection:
    """A connection to `url`. Raises psycopg2.OperationalError."""
    address = url.set(drivername="postgresql").difference_update_query(["connect_timeout"])
    return psycopg2.connect(address.render_as_string(hide_password=False), connect_timeout=_CONNECT_TIMEOUT_SECONDS)


@contextmanager
def autocommitting(url: URL) -> Iterator[psycopg2.extensions.cursor]:
    """A cursor whose statements commit one by one, as CREATE DATABASE asks for; closed at the end."""
    connection = connection_to(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
