"""What the tests of signed evidence share."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from core import clock
from tests.visits.chain.field import Field
from tests.visits.signing import SigningPhone
from tests.world import World, signed_in


@pytest.fixture
def field(world: World, raw: Connection) -> Field:
    team = world.unit("Team")
    world.region(team)
    rep_id, rep = world.member(team)
    _, manager = world.member(team, "MANAGER")
    return Field(world, rep_id, rep, manager, [world.account(by=rep), world.account(0.07, by=rep)], raw)


@pytest.fixture
def phone(field: Field) -> SigningPhone:
    return SigningPhone.of(field.rep)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, field: Field) -> Callable[[timedelta], None]:
    """Lets time pass for the server; both sign in again."""
    real = clock.now

    def pass_time(span: timedelta) -> None:
        logins = [client.ask("{ viewer { name } }")["viewer"]["name"] for client in (field.rep, field.manager)]
        monkeypatch.setattr(clock, "now", lambda: real() + span)
        field.rep, field.manager = (signed_in(field.world.nobody, login) for login in logins)

    return pass_time
