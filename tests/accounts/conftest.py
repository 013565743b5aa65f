"""What the tests of accounts share."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from core.postgres import SUPERUSER


@pytest.fixture
def superuser(database_url: str) -> Iterator[Session]:
    """A transaction that may do anything, and is rolled back unless it is committed."""
    url = make_url(database_url).set(drivername="postgresql+psycopg2", username=SUPERUSER)
    with Session(create_engine(url, poolclass=NullPool)) as session:
        yield session
