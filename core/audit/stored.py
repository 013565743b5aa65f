"""The trail as it is stored, read row by row, whatever somebody with all rights may have put there.

Values come as text, and none as NULL: a time that Python can't hold, or a NULL where none may be, is a
finding and must not end the reading.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import orjson
from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from core.audit.chain import Place, seal_mac
from core.audit.record import entry_mac

_ROWS_A_ROUND_TRIP = 5000
_ENTRIES = text(
    "SELECT coalesce(xid::text, '18446744073709551615'), coalesce(id, 0), at::text, member_id::text, act,"
    " subject_id::text, outcome, coalesce(entry, ''), coalesce(mac, '') FROM audit_entry ORDER BY xid, id"
)
_SEALS = text(
    "SELECT coalesce(number, 0), at::text, coalesce(entry_count, 0), coalesce(manifest, ''), coalesce(mac, '')"
    " FROM audit_seal ORDER BY number"
)


class StoredEntry(NamedTuple):
    """A row of `audit_entry`."""

    xid: str
    id: int
    at: str | None
    member_id: str | None
    act: str | None
    subject_id: str | None
    outcome: str | None
    entry: memoryview
    mac: memoryview

    def place(self) -> Place:
        return Place(int(self.xid), self.id)

    def changed_columns(self, key: bytes) -> list[str]:
        """Those that don't say what was recorded, as far as the row itself tells."""
        if entry_mac(key, self.entry) != self.mac:
            return ["entry or mac"]
        facts = orjson.loads(self.entry)
        columns = [("member_id", "member"), ("act", "act"), ("subject_id", "subject"), ("outcome", "outcome")]
        changed = [column for column, fact in columns if getattr(self, column) != facts[fact]]
        return changed if _instant(self.at) == datetime.fromisoformat(facts["at"]) else ["at", *changed]


class StoredSeal(NamedTuple):
    """A row of `audit_seal`."""

    number: int
    at: str | None
    entry_count: int
    manifest: memoryview
    mac: memoryview

    def instant(self) -> datetime | None:
        return _instant(self.at)

    def is_genuine(self, key: bytes, previous: bytes) -> bool:
        """Whether it was made with the key, after the seal whose mac is `previous`."""
        at = self.instant()
        return at is not None and self.mac == seal_mac(
            key,
            previous=previous,
            number=self.number,
            at=at,
            entry_count=self.entry_count,
            manifest=self.manifest,
        )


def stored_entries(session: Session) -> Iterator[StoredEntry]:
    """All rows in commit order."""
    return map(StoredEntry._make, _streamed(session, _ENTRIES, _ROWS_A_ROUND_TRIP))


def stored_seals(session: Session) -> Iterator[StoredSeal]:
    """All seals by number."""
    return map(StoredSeal._make, _streamed(session, _SEALS, 20))


def _streamed(session: Session, query: TextClause, rows_a_round_trip: int) -> Iterator[tuple[object, ...]]:
    options = {"stream_results": True, "yield_per": rows_a_round_trip}
    return (tuple(row) for row in session.execute(query, execution_options=options))


def _instant(stored: str | None) -> datetime | None:
    """None for what isn't an instant of the years 1 to 9999, as infinity."""
    try:
        instant = datetime.fromisoformat(stored or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else None
