"""Doorstep's databases in the private cluster, and the login role they are used by."""

import psycopg2.extensions
from psycopg2.sql import SQL, Identifier
from sqlalchemy import URL

from core.connection import autocommitting
from core.provision import OWNER, provision

LOGIN = "doorstep"


def prepare_database(superuser: URL, name: str) -> None:
    """Make the database `name` ready to be migrated, as far as it isn't; `superuser` is any database's URL."""
    with autocommitting(superuser) as cursor:
        if not _holds(cursor, "SELECT FROM pg_roles WHERE rolname = %s", LOGIN):
            # Without INHERIT whatever forgets to take a role on sees nothing, instead of everything.
            cursor.execute(SQL("CREATE ROLE {} LOGIN NOINHERIT").format(Identifier(LOGIN)))
        if not _holds(cursor, "SELECT FROM pg_database WHERE datname = %s", name):
            cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        provision(superuser.set(database=name), login=LOGIN)
        if not _holds(cursor, "SELECT FROM pg_database WHERE datname = %s AND datdba = %s::regrole", name, OWNER):
            cursor.execute(SQL("ALTER DATABASE {} OWNER TO {}").format(Identifier(name), Identifier(OWNER)))


def _holds(cursor: psycopg2.extensions.cursor, query: str, *values: str) -> bool:
    cursor.execute(query, values)
    return cursor.fetchone() is not None
