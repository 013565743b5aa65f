"""What was not taken, written down beside the file it came from."""

import csv
from collections.abc import Sequence
from pathlib import Path

from accounts.readers.row import RejectedRow


def write_rejects(path: Path, rejected: Sequence[RejectedRow]) -> Path:
    """Writes `NAME.rejected.csv` beside the file NAME, over an earlier one: the rows' own columns, then `rejected_at`
    and `rejected_because`. Mended there, the rows can be imported from it with the same column mapping.
    """
    columns = list(dict.fromkeys(column for row in rejected for column in row.source.values))
    beside = path.with_name(f"{path.name}.rejected.csv")
    # The byte-order mark is what makes spreadsheets read UTF-8.
    with beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*columns, "rejected_at", "rejected_because"])
        for row in rejected:
            values = [row.source.values.get(column, "") for column in columns]
            writer.writerow([*values, row.source.place, row.reason])
    return beside
