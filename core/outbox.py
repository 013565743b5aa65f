"""The outbox as its readers see it: committed events in commit order, from any place on."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from core import base64url, clock
from core.commit_order import AFTER, SETTLED, Place
from core.jobs import Job, Work

KEPT = timedelta(days=7)
"How long events stay in the outbox, and so how long a reader may be away and still miss none."

_LAST_ID = 2**63 - 1
_ERASED_AT_ONCE = 5000
_CURSOR = struct.Struct(">QqI")
"Transaction, id, and the second since 1970."
_NOW = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
_AFTER = text(
    f"SELECT xid::text, id, kind, subject_id, at FROM outbox_event WHERE {AFTER} AND {SETTLED}"
    " ORDER BY outbox_event.xid, id LIMIT :most"
)
_ERASE = text(
    "DELETE FROM outbox_event WHERE id IN (SELECT id FROM outbox_event WHERE at < :before ORDER BY xid, id LIMIT :most)"
)


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    place: Place
    kind: str
    subject_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a reader stopped, and when: `at` tells whether what followed may be erased by now."""

    place: Place
    at: datetime

    def __str__(self) -> str:
        return base64url.encode(_CURSOR.pack(self.place.xid, self.place.id, int(self.at.timestamp())))


def read_bookmark(cursor: str) -> Bookmark | None:
    """The bookmark of that text; None for any text that is none."""
    try:
        xid, id, second = _CURSOR.unpack(base64url.decode(cursor))
        return Bookmark(Place(xid, id), datetime.fromtimestamp(second, UTC))
    except (ValueError, struct.error, OverflowError, OSError):
        return None


def end_of_outbox(session: Session) -> Place:
    """The place before everything that is still to be committed."""
    return Place(int(session.scalars(_NOW).one()) - 1, _LAST_ID)


def events_after(session: Session, place: Place, *, most: int) -> Sequence[PublishedEvent]:
    """The next events of any kind in commit order, `most` of them at most."""
    rows = session.execute(_AFTER, {"xid": place.xid, "id": place.id, "most": most})
    return [PublishedEvent(Place(int(row.xid), row.id), row.kind, row.subject_id, row.at) for row in rows]


def erase_old_events(session: Session, *, now: datetime) -> bool:
    """Erase some of the events that no reader may ask for any more; False where there were none."""
    erased = session.execute(_ERASE, {"before": now - KEPT, "most": _ERASED_AT_ONCE})
    return bool(erased.rowcount)  # type: ignore[attr-defined]  # of a DELETE


def _erase(work: Work) -> None:
    work.in_steps(lambda session: erase_old_events(session, now=clock.now()))


JOBS = (Job("core.erase_old_events", _erase, cron="23 * * * *"),)
