"""Instants between two acts, by the same clock."""

from datetime import datetime

from core import clock


def moment() -> datetime:
    """The present, once it has passed: all that was done lies at or before it, all that comes lies after."""
    at = clock.now()
    while clock.now() <= at:
        pass
    return at
