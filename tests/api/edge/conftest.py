from collections.abc import Iterator

import pytest

from tests.api.edge.small_edge import Edge


@pytest.fixture
def edge() -> Iterator[Edge]:
    """A small schema behind the real HTTP edge."""
    edge = Edge()
    yield edge
    edge.close()


@pytest.fixture
def production_edge() -> Iterator[Edge]:
    edge = Edge(production=True)
    yield edge
    edge.close()
