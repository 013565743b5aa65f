"""A manager has what is due released at once, for a unit and everything below it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.release_due import RELEASE_DUE, count_due, find_due, release_those_due
from core import audit
from core.errors import NotAllowed, NotFound
from core.jobs import enqueue
from people import Actor, units_by_id

_MOST_HERE = 500


@dataclass(frozen=True, slots=True)
class ReleasedDue:
    """How many accounts were released by this act, and how many are still due: the worker's, or the next call's."""

    released: int
    remaining: int


def release_due_accounts(session: Session, actor: Actor, *, unit_id: UUID, now: datetime) -> ReleasedDue:
    """Release up to 500 accounts here, and leave the others to the worker. Raises NotFound, NotAllowed.

    So it does something without a worker too: sent again and again, it ends with nothing remaining.
    """
    if unit_id not in units_by_id(session, actor, [unit_id]):
        raise NotFound("unit")
    if not actor.manages:
        raise NotAllowed("Only managers and admins have due accounts released, at and below the own unit.")
    due = count_due(session, unit_id, now=now)  # before anything is locked
    released = release_those_due(session, find_due(session, unit_id, now=now, most=_MOST_HERE), now=now)
    remaining = max(0, due - released)
    if remaining > 0:
        enqueue(session, RELEASE_DUE, {"unit": str(unit_id)})
    told = {"released": released, "remaining": remaining}
    audit.record(
        session, now=now, member_id=actor.member_id, act="releaseDueAccounts", subject_id=unit_id, details=told
    )
    return ReleasedDue(released, remaining)
