"""What the tests of signed evidence share."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from tests.visits.chain.field import Field
from tests.visits.signing import SigningPhone
from tests.world import Later, World


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
def later(later: Later, field: Field) -> Callable[[timedelta], None]:
    """Lets time pass for the server; both sign in again."""

    def pass_time(span: timedelta) -> None:
        field.rep, field.manager = later(span, field.rep, field.manager)

    return pass_time
