"""The monthly partitions that visits go into, made before they are needed."""

import threading
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

_AHEAD = timedelta(days=32)
_made: set[tuple[int, int]] = set()
_lock = threading.Lock()


def ensure_month(session: Session, instant: datetime) -> None:
    """Make the partitions of the UTC month of `instant` where they are missing, as the writer."""
    month = (instant.year, instant.month)
    if month in _made:
        return
    session.execute(select(func.ensure_visit_month(instant)))
    with _lock:
        _made.add(month)


def ensure_coming_months(session: Session, now: datetime) -> None:
    """Make the partitions of the past month, this one and the next, so that no check-in need wait for them."""
    for instant in (now - _AHEAD, now, now + _AHEAD):
        ensure_month(session, instant)
