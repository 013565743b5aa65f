"""Files of customers, read into account rows. Pure: no database, no clock, nothing is decided about the rows.

`read_accounts` chooses the reader by the file's suffix: `.osm.pbf`, `.csv` (or `.tsv`, `.txt`),
`.geojson` (or `.json`).
"""

from accounts.readers.file import read_accounts
from accounts.readers.rejects import write_rejects
from accounts.readers.row import AccountRow, RejectedRow, Source

__all__ = ["AccountRow", "RejectedRow", "Source", "read_accounts", "write_rejects"]
