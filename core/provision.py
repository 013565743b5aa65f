"""What a database must hold before its first migration: roles, extensions, limits.

One list of steps serves the private cluster, an external database whose login may prepare it
itself, and the administrator of one whose login may not: each step says when it is done already.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import psycopg2.extensions
from psycopg2.errors import InsufficientPrivilege
from sqlalchemy import URL, make_url

from core.connection import connection_to

OWNER, WRITER, READER = "doorstep_owner", "doorstep_writer", "doorstep_reader"
EXTENSIONS = ("postgis", "btree_gist", "pg_trgm")
LIMITS = {
    "statement_timeout": "3s",
    "lock_timeout": "1s",
    "idle_in_transaction_session_timeout": "5s",
    "jit": "off",
    "TimeZone": "UTC",
}
"Set on the role, since a pgbouncer in transaction mode loses what a session sets."

_ROLES = (OWNER, WRITER, READER)
_LOCK = 0x0D006


class RightsMissing(Exception):
    """The login may not prepare its database; `sql` is what an administrator must run, and in the message too."""

    def __init__(self, login: str, database: str, reason: str) -> None:
        self.sql = administrator_sql(login, database)
        super().__init__(
            f"{login} may not prepare the database {database} ({reason})."
            f" Let an administrator run this once, connected to {database}:\n\n{self.sql}"
        )


@dataclass(frozen=True, slots=True)
class _Step:
    done: str
    "A boolean expression in SQL."
    statement: str
    "May be run again."


def provision(url: str | URL, *, login: str | None = None) -> None:
    """Create what is missing in the database at `url` for `login` (default: the URL's own user) to work with.

    All of it or nothing. Raises RightsMissing where the URL's user may not create what is missing.
    """
    address = make_url(url)
    with closing(connection_to(address)) as connection:
        user, database = connection.info.user, connection.info.dbname
        try:
            _take(connection, _steps(login or user, database))
        except InsufficientPrivilege as error:
            raise RightsMissing(login or user, database, error.diag.message_primary or "") from error


def administrator_sql(login: str, database: str) -> str:
    """The SQL that prepares `database` for `login`, to be run by a superuser connected to it; may be run again."""
    return "\n".join(step.statement for step in _steps(login, database))


def _take(connection: psycopg2.extensions.connection, steps: Iterator[_Step]) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '60s'; SELECT pg_advisory_xact_lock({_LOCK})")
        for step in steps:
            cursor.execute(f"SELECT {step.done}")
            if cursor.fetchone() != (True,):
                cursor.execute(step.statement)


def _steps(login: str, database: str) -> Iterator[_Step]:
    for role in _ROLES:
        yield from _role(role)
    yield _membership(login)
    for extension in EXTENSIONS:
        yield _Step(
            f"EXISTS (SELECT FROM pg_extension WHERE extname = '{extension}')",
            f"CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA public;",
        )
    yield from _schema()
    for name, value in LIMITS.items():
        yield _limit(login, database, name, value)


def _role(role: str) -> Iterator[_Step]:
    yield _Step(
        f"EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}')",
        f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
    )
    yield _Step(
        f"NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}' AND (rolsuper OR rolbypassrls OR rolcanlogin))",
        f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS NOLOGIN;",
    )


def _membership(login: str) -> _Step:
    # Since PostgreSQL 16 a member may SET ROLE only where the membership says so.
    right = "CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END"
    return _Step(
        " AND ".join(f"pg_has_role({_literal(login)}, '{role}', {right})" for role in _ROLES),
        f"GRANT {', '.join(_ROLES)} TO {_identifier(login)};",
    )


def _schema() -> Iterator[_Step]:
    yield _Step(
        "NOT has_schema_privilege('public', 'public', 'CREATE')",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
    )
    yield _Step(
        f"has_schema_privilege('{OWNER}', 'public', 'CREATE')",
        f"GRANT CREATE ON SCHEMA public TO {OWNER};",
    )
    yield _Step(
        " AND ".join(f"has_schema_privilege('{role}', 'public', 'USAGE')" for role in _ROLES),
        f"GRANT USAGE ON SCHEMA public TO {', '.join(_ROLES)};",
    )


def _limit(login: str, database: str, name: str, value: str) -> _Step:
    """Bound to the login in this database alone: the login may be an administrator's, busy elsewhere."""
    return _Step(
        f"EXISTS (SELECT FROM pg_db_role_setting WHERE '{name}={value}' = ANY (setconfig)"
        f" AND setrole = (SELECT oid FROM pg_roles WHERE rolname = {_literal(login)})"
        f" AND setdatabase = (SELECT oid FROM pg_database WHERE datname = {_literal(database)}))",
        f"ALTER ROLE {_identifier(login)} IN DATABASE {_identifier(database)} SET {name} = '{value}';",
    )


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
