"""What every room's tests share."""

from collections.abc import Iterator

import pytest

from tests.database import migrated_database


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A migrated database for this run (of this worker), which its tests share."""
    with migrated_database() as url:
        yield url
