"""The trail as it is stored, read row by row, whatever somebody with all rights may have put there.

Values come as text, and none as NULL: a time that Python can't hold, or a NULL where none may be, is a
finding and must not end the reading.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import orjson
from sqlalchemy import LargeBinary, text
from sqlalchemy.orm import Session

from core.audit.chain import Place, seal_mac
from core.audit.record import entry_mac

_ENTRIES = text(
    "SELECT coalesce(xid::text, '18446744073709551615'), coalesce(id, 0), at::text, member_id::text, act,"
    " subject_id::text, outcome, coalesce(entry, '') AS entry, coalesce(mac, '') AS mac"
    " FROM audit_entry ORDER BY audit_entry.xid, audit_entry.id"
).columns(entry=LargeBinary, mac=LargeBinary)
_SEALS = text(
    "SELECT coalesce(number, 0), at::text, coalesce(entry_count, 0), coalesce(manifest, '') AS manifest,"
    " coalesce(mac, '') AS mac FROM audit_seal ORDER BY audit_seal.number"
).columns(manifest=LargeBinary, mac=LargeBinary)


class StoredEntry(NamedTuple):
    """A row of `audit_entry`."""

    place: Place
    at: str | None
    member_id: str | None
    act: str | None
    subject_id: str | None
    outcome: str | None
    entry: bytes
    mac: bytes

    @property
    def id(self) -> int:
        return self.place.id

    def changed_columns(self, key: bytes) -> list[str]:
        """Those that don't say what was recorded, as far as the row itself tells."""
        if entry_mac(key, self.entry) != self.mac:
            return ["entry or mac"]
        facts = orjson.loads(self.entry)
        recorded = {
            "at": datetime.fromisoformat(facts["at"]),
            "member_id": facts["member"],
            "act": facts["act"],
            "subject_id": facts["subject"],
            "outcome": facts["outcome"],
        }
        stored = (_instant(self.at), self.member_id, self.act, self.subject_id, self.outcome)
        return [column for (column, fact), value in zip(recorded.items(), stored, strict=True) if fact != value]


class StoredSeal(NamedTuple):
    """A row of `audit_seal`."""

    number: int
    at: str | None
    entry_count: int
    manifest: bytes
    mac: bytes

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
    rows = session.execute(_ENTRIES, execution_options=_streamed(5000))
    return (StoredEntry(Place(int(xid), id), *columns) for xid, id, *columns in rows)


def stored_seals(session: Session) -> Iterator[StoredSeal]:
    """All seals by number."""
    return map(StoredSeal._make, session.execute(_SEALS, execution_options=_streamed(20)))


def _streamed(rows_a_round_trip: int) -> dict[str, object]:
    return {"stream_results": True, "yield_per": rows_a_round_trip}


def _instant(stored: str | None) -> datetime | None:
    """None for what isn't an instant of the years 1 to 9999, as infinity."""
    try:
        instant = datetime.fromisoformat(stored or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else None
