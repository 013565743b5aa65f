"""Settings of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core.settings import settings


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Settings as these environment variables make them, until the end."""
    with pytest.MonkeyPatch.context() as changed:
        for name, value in variables.items():
            changed.setenv(name, value)
        settings.cache_clear()
        yield
    settings.cache_clear()
