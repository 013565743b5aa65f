"""What may be wrong with the audit trail, in words for its operator."""

from typing import Literal

Change = Literal["altered", "removed", "inserted"]


class AuditFault(Exception):
    """The trail isn't, or can't be shown to be, what it was."""


class Tampered(AuditFault):
    """The first thing that was changed: `row_id` is the row, or the last good one before a seal or a tail (0: none).

    `good_count` rows before it are as they were recorded.
    """

    def __init__(self, change: Change, row_id: int, message: str, *, good_count: int) -> None:
        super().__init__(message)
        self.change = change
        self.row_id = row_id
        self.good_count = good_count


class ChainCut(AuditFault):
    """A seal that was made here is no longer in the database: to chain on would bless what is missing."""


class ChainAhead(AuditFault):
    """The chain knows transactions that this cluster hasn't reached: its data came out of a dump."""

    def __init__(self, xid: int) -> None:
        epoch = (xid >> 32) + 1
        super().__init__(
            f"The last sealed row is of transaction {xid}, which this cluster hasn't reached: nothing is sealed."
            f" Stop the cluster and run pg_resetwal --epoch={epoch} on it, before anybody acts on it."
        )


class KeyMissing(AuditFault):
    """There is no key to check the trail with."""
