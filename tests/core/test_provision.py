"""An external database: prepared by an administrator, since its login may not."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from psycopg2.sql import SQL, Identifier
from sqlalchemy import URL, make_url

from core.connection import autocommitting
from core.postgres import SUPERUSER
from core.provision import RightsMissing, provision


@pytest.fixture
def bare_database(database_url: str) -> Iterator[URL]:
    """An empty database, as its owner reaches it, who may make no role and no extension."""
    server, owner, database = make_url(database_url), f'o"brien {uuid4()}', f"bare's {uuid4()}"
    with autocommitting(server.set(username=SUPERUSER, database="postgres")) as cursor:
        names = {"owner": Identifier(owner), "database": Identifier(database)}
        cursor.execute(SQL("CREATE ROLE {owner} LOGIN").format(**names))
        cursor.execute(SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
        yield server.set(username=owner, database=database)
        cursor.execute(SQL("DROP DATABASE {database} WITH (FORCE)").format(**names))
        cursor.execute(SQL("DROP ROLE {owner}").format(**names))


def test_missing_rights_are_answered_with_the_sql_that_mends_them(bare_database: URL) -> None:
    with pytest.raises(RightsMissing) as refusal:
        provision(bare_database)
    assert refusal.value.sql in str(refusal.value)
    with autocommitting(bare_database.set(username=SUPERUSER)) as cursor:
        cursor.execute(refusal.value.sql)
        cursor.execute(refusal.value.sql)
    provision(bare_database)
    with autocommitting(bare_database) as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("3s",)
        cursor.execute("SET ROLE doorstep_owner; CREATE TABLE place (at geography(Point, 4326))")


def test_a_superuser_login_prepares_its_database_itself(bare_database: URL) -> None:
    superuser = bare_database.set(username=SUPERUSER)
    provision(superuser)
    with autocommitting(superuser) as cursor:
        cursor.execute("SET ROLE doorstep_owner; CREATE TABLE place (at geography(Point, 4326))")
