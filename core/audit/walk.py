"""The walk along the stored rows, in commit order, that stops at the first one that isn't as it was."""

from sqlalchemy.orm import Session

from core.audit.faults import Change, Tampered
from core.audit.stored import StoredEntry, stored_entries
from core.commit_order import BEFORE_ALL, Place


class Walk:
    """Where the walk is: `good_count` rows were as recorded, the last of them at `last`."""

    def __init__(self, session: Session, key: bytes) -> None:
        self._key = key
        self._rows = stored_entries(session)
        self._next = next(self._rows, None)
        self._seen = set[bytes]()
        self.good_count = 0
        self.last = BEFORE_ALL

    def expect(self, place: Place, mac: bytes) -> None:
        """Step over the row that a seal knows at `place` with `mac`. Raises Tampered."""
        row = self._next
        if row is None or row.place > place:
            raise self.tampered("removed", place.id, f"Row {place.id} was removed, or moved from where it was sealed.")
        if row.place < place:
            raise self.tampered("inserted", row.id, f"Row {row.id} was inserted, or moved to where none was sealed.")
        self._step_over(row, sealed_as=mac)

    def check_unsealed(self, *, not_begun: int) -> None:
        """Step over all rows that are left; `not_begun` is the first transaction still to come. Raises Tampered."""
        while self._next is not None:
            row = self._next
            if row.place <= self.last or row.place.xid >= not_begun:
                raise self.tampered("inserted", row.id, f"Row {row.id} was inserted: no act wrote it there.")
            self._step_over(row)

    def tampered(self, change: Change, row_id: int, message: str) -> Tampered:
        return Tampered(change, row_id, message, good_count=self.good_count)

    def _step_over(self, row: StoredEntry, sealed_as: bytes | None = None) -> None:
        changed = row.changed_columns(self._key)
        if changed:
            raise self.tampered("altered", row.id, f"Row {row.id} was altered: {', '.join(changed)}.")
        if sealed_as is not None and row.mac != sealed_as:
            raise self.tampered("altered", row.id, f"Row {row.id} was altered: another was sealed in its place.")
        fingerprint = row.mac[:16]
        if fingerprint in self._seen:
            raise self.tampered("inserted", row.id, f"Row {row.id} was inserted: it is a copy of another.")
        self._seen.add(fingerprint)
        self.good_count, self.last = self.good_count + 1, row.place
        self._next = next(self._rows, None)
