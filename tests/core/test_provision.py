"""An external database: prepared by an administrator, since its login may not."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL, make_url

from core.connection import autocommitting
from core.postgres import SUPERUSER
from core.provision import RightsMissing, administrator_sql, provision

_LOGIN, _DATABASE = 'o"brien', "bare's"


@pytest.fixture
def bare_database(database_url: str) -> Iterator[URL]:
    """An empty database, as its owner `o"brien` reaches it, who may make no role and no extension."""
    server = make_url(database_url)
    with autocommitting(server.set(username=SUPERUSER, database="postgres")) as cursor:
        cursor.execute('CREATE ROLE "o""brien" LOGIN')
        cursor.execute('CREATE DATABASE "bare\'s" OWNER "o""brien"')
        yield server.set(username=_LOGIN, database=_DATABASE)
        cursor.execute('DROP DATABASE "bare\'s" WITH (FORCE)')
        cursor.execute('DROP ROLE "o""brien"')


def test_missing_rights_are_answered_with_the_sql_that_mends_them(bare_database: URL) -> None:
    with pytest.raises(RightsMissing) as refusal:
        provision(bare_database)
    assert administrator_sql(_LOGIN, _DATABASE) in str(refusal.value)
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
