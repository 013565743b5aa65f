"""What every room's tests share: one database and one server a run, one small company a test."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from api.edge.stream.gathering import GathersMessages
from api.server import doorstep
from core import clock
from core.db import acting, make_engine
from people import found_organization
from tests.api_client import Client, serving
from tests.database import migrated_database
from tests.environment import environment
from tests.world import PASSWORD, Later, World, new_world, signed_in

ROOT_LOGIN = "root"


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A migrated database for this run (of this worker), which its tests share."""
    with migrated_database() as url:
        yield url


@pytest.fixture(scope="session")
def nobody(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client without a session of a server over a founded organization."""
    with environment(
        DATABASE_URL=database_url,
        DOORSTEP_DATA=str(tmp_path_factory.mktemp("data")),
        DOORSTEP_SAMPLE_RATE="0",  # a sample hides a visit's signals, one time in a hundred
    ):
        with acting(make_engine(database_url, threads=1)) as session:
            found_organization(session, organization="Everybody", login=ROOT_LOGIN, password=PASSWORD, now=clock.now())
        with serving(doorstep(), ws=GathersMessages) as http:
            yield Client(http)


@pytest.fixture(scope="module")
def root_admin(nobody: Client) -> Client:
    """The first admin, at the root of the tree; a token lives ten minutes, which a whole run may outlast."""
    return signed_in(nobody, ROOT_LOGIN)


@pytest.fixture
def world(nobody: Client, root_admin: Client) -> World:
    return new_world(nobody, root_admin)


@pytest.fixture
def team(world: World) -> str:
    """A unit that owns this world's region."""
    unit = world.unit("Team")
    world.region(unit)
    return unit


@pytest.fixture
def rep(world: World, team: str) -> Client:
    """Who works there."""
    return world.member(team)[1]


@pytest.fixture
def later(world: World, monkeypatch: pytest.MonkeyPatch) -> Later:
    real = clock.now

    def pass_time(span: timedelta, *clients: Client) -> list[Client]:
        logins = [client.ask("{ viewer { name } }")["viewer"]["name"] for client in clients]
        monkeypatch.setattr(clock, "now", lambda: real() + span)
        return [signed_in(world.nobody, login) for login in logins]

    return pass_time


@pytest.fixture
def raw(database_url: str) -> Iterator[Connection]:
    """Raw SQL as the login role; `SET LOCAL ROLE` chooses through which wall to look. Rolled back at the end."""
    engine = create_engine(database_url, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
