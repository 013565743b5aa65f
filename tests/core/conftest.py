"""What tests of core share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from tests.core.audit_trail import kept_in
from tests.database import migrated_database


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Engine]:
    """An empty trail in a database of its own, with a key of its own."""
    with kept_in(tmp_path), migrated_database() as url:
        yield create_engine(url, poolclass=NullPool)
