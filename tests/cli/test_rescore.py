"""`doorstep rescore`: rules are tried on stored visits, and nothing changes."""

from collections.abc import Iterator

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from tests.database import migrated_database
from tests.environment import environment


@pytest.fixture
def empty() -> Iterator[None]:
    with migrated_database() as url, environment(DATABASE_URL=url):
        yield


@pytest.mark.usefixtures("empty")
def test_unknown_rules_are_refused_with_the_known_ones() -> None:
    refused = rescore("--rules", "tomorrow's")
    assert refused.exit_code == 1
    assert "Known versions: 2026-11, 2026-11-22, 2026-11-23" in refused.output


@pytest.mark.usefixtures("empty")
def test_a_period_without_visits_differs_in_nothing() -> None:
    done = rescore("--rules", "2026-11")
    assert done.exit_code == 0
    assert "Verdicts that differ: 0. Nothing was changed." in done.output


def rescore(*more: str) -> Result:
    return CliRunner().invoke(app, ["rescore", "--from", "2026-11-01", "--to", "2026-12-01", *more])
