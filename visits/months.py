"""The monthly partitions that visits go into, made before they are needed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

_AHEAD = timedelta(days=32)
_made: set[tuple[int, int]] = set()


def ensure_months(session: Session, instants: Iterable[datetime]) -> None:
    """Make the partitions of the UTC months of the instants where they are missing, as the writer.

    Those beyond the coming months are asked for every time: what a visit's transaction made may have been rolled back.
    """
    months = {(instant.year, instant.month): instant for instant in instants}
    for month in sorted(months.keys() - _made):
        session.execute(select(func.ensure_visit_month(months[month])))


def ensure_coming_months(session: Session, now: datetime) -> None:
    """Make the partitions of the past month, this one and the next, so that no check-in need wait for them.

    To be called before visits are taken, in a transaction of its own: without them the process must not go on.
    """
    coming = [now - _AHEAD, now, now + _AHEAD]
    ensure_months(session, coming)
    _made.update((instant.year, instant.month) for instant in coming)
