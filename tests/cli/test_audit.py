"""`doorstep audit`: what it prints is what it takes, and its status says whether all is well."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner

from cli.main import app
from tests.core.audit_trail import TAKE_OFF_THE_LOCKS, act, own
from tests.database import migrated_database
from tests.environment import environment


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Engine]:
    with migrated_database() as url, environment(DATABASE_URL=url, DOORSTEP_DATA=str(tmp_path)):
        yield create_engine(url, poolclass=NullPool)


def test_a_head_that_was_printed_and_kept_shows_later_that_the_trail_was_cut(trail: Engine) -> None:
    assert doorstep("head").exit_code == 1, "nothing is sealed yet"
    act(trail, times=3)
    while doorstep("head").exit_code != 0:
        assert "Rows sealed" in doorstep("seal").output
    anchored = doorstep("head").stdout
    act(trail)
    good = doorstep("verify", "--head", anchored)
    assert good.exit_code == 0
    assert "All rows are as they were recorded: 4" in good.output
    assert "Not sealed yet: 1" in good.output
    assert anchored in good.output

    own(trail, TAKE_OFF_THE_LOCKS, "TRUNCATE audit_seal, audit_entry")
    cut = doorstep("verify", "--head", anchored.split()[0])
    assert cut.exit_code == 1
    assert "The chain ends without the anchored head" in cut.output


def test_a_row_that_was_altered_is_named(trail: Engine) -> None:
    act(trail, times=3)
    own(trail, TAKE_OFF_THE_LOCKS, "UPDATE audit_entry SET outcome = 'NotAllowed' WHERE id = 2")
    verified = doorstep("verify")
    assert verified.exit_code == 1
    assert "Row 2 was altered: outcome. Rows before it that are as they were recorded: 1." in verified.output


def test_a_head_that_is_no_hash_is_refused(trail: Engine) -> None:
    act(trail)
    refused = doorstep("verify", "--head", "12345")
    assert refused.exit_code == 1
    assert "--head begins with no hash" in refused.output


def doorstep(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "300"}).invoke(app, ["audit", *arguments])
