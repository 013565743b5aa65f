"""Where a row that only ever is inserted stands among all others: by the transaction that wrote it, then by its id.

Rows are read in this order up to `pg_snapshot_xmin(pg_current_snapshot())`, before which every transaction has ended:
so no reader that goes on from the last place it has seen ever misses a row.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """Where a row stands in commit order."""

    xid: int
    id: int


BEFORE_ALL = Place(0, 0)

AFTER = "(xid, id) > (CAST(CAST(:xid AS text) AS xid8), :id)"
"In SQL: the rows after a place."
SETTLED = "xid < pg_snapshot_xmin(pg_current_snapshot())"
"In SQL: the rows that no transaction still to commit may come before."
