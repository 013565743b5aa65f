"""Forgetting where reps were: the paths, starts and ends of their days, once positions of that age aren't kept."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from routes.tables import DayRouteRow

MOST_AT_ONCE = 500


def erase_paths(
    session: Session, *, member_ids: Sequence[UUID] | None, before: datetime, most: int = MOST_AT_ONCE
) -> int:
    """Erase the positions of the members' days (None: everybody's) that began before an instant; `most` at once.

    How many were erased: fewer than `most` once none is left. Plans keep their stops, which are accounts, and their
    times. To be called as the writer.
    """
    old = select(DayRouteRow.id).where(DayRouteRow.path.is_not(None), DayRouteRow.departs_at < before)
    if member_ids is not None:
        old = old.where(DayRouteRow.member_id.in_(member_ids))
    chosen = old.order_by(DayRouteRow.departs_at).limit(most).with_for_update(skip_locked=True)
    done = session.execute(
        update(DayRouteRow)
        .where(DayRouteRow.id.in_(chosen.scalar_subquery()))
        .values(path=None, start=None, finish=None)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(done, CursorResult)
    return done.rowcount
