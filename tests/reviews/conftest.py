"""What tests of reviews share."""

from collections.abc import Iterator

import pytest

from core.settings import settings
from tests.reviews.cases import Team, team_of
from tests.world import World


@pytest.fixture
def team(world: World) -> Team:
    return team_of(world)


@pytest.fixture
def all_are_sampled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DOORSTEP_SAMPLE_RATE", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()
