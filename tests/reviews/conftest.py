"""What tests of reviews share."""

from collections.abc import Iterator

import pytest

from tests.environment import environment
from tests.reviews.cases import Team, team_of
from tests.world import World


@pytest.fixture
def team(world: World) -> Team:
    return team_of(world)


@pytest.fixture
def all_are_sampled() -> Iterator[None]:
    with environment(DOORSTEP_SAMPLE_RATE="1"):
        yield
