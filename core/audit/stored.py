"""The trail as it is stored, read row by row, whatever somebody with all rights may have put there.

Values come as text, and none as NULL: a time that Python can't hold, or a NULL where none may be, is a
finding and must not end the reading.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy.orm import Session

from core.audit.chain import seal_mac
from core.audit.record import entry_mac
from core.commit_order import Place

_ENTRIES = """
    SELECT coalesce(xid::text, '18446744073709551615'), coalesce(id, 0),
        at::text, member_id::text, act, subject_id::text, outcome, coalesce(entry, ''), coalesce(mac, '')
    FROM audit_entry ORDER BY audit_entry.xid, audit_entry.id
"""
_SEALS = """
    SELECT coalesce(number, 0), at::text, coalesce(entry_count, 0), coalesce(manifest, ''), coalesce(mac, '')
    FROM audit_seal ORDER BY audit_seal.number
"""
_FACTS = ("at", "member_id", "act", "subject_id", "outcome")


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
        at = datetime.fromisoformat(facts["at"])
        recorded = (at, facts["member"], facts["act"], facts["subject"], facts["outcome"])
        stored = (_instant(self.at), self.member_id, self.act, self.subject_id, self.outcome)
        if stored == recorded:
            return []
        return [column for column, fact, value in zip(_FACTS, recorded, stored, strict=True) if fact != value]


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
    for xid, id, at, member_id, act, subject_id, outcome, entry, mac in _streamed(session, "entries", _ENTRIES, 5000):
        place = Place(int(xid), id)
        yield StoredEntry(place, at, member_id, act, subject_id, outcome, bytes(entry), bytes(mac))


def stored_seals(session: Session) -> Iterator[StoredSeal]:
    """All seals by number."""
    for number, at, entry_count, manifest, mac in _streamed(session, "seals", _SEALS, 20):
        yield StoredSeal(number, at, entry_count, bytes(manifest), bytes(mac))


def _streamed(session: Session, name: str, query: str, rows_a_round_trip: int) -> Iterator[tuple[Any, ...]]:
    """Rows as psycopg2 makes them, in half of SQLAlchemy's time; the cursor ends with the transaction."""
    connection = session.connection().connection.driver_connection
    assert connection is not None, "a session that is in a transaction has a connection"
    cursor = connection.cursor(name=name)
    cursor.itersize = rows_a_round_trip
    cursor.execute(query)
    yield from cursor


def _instant(stored: str | None) -> datetime | None:
    """None for what isn't an instant of the years 1 to 9999, as infinity."""
    try:
        instant = datetime.fromisoformat(stored or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else None
