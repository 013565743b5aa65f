"""One door for every kind of file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from accounts.readers.csv_file import read_csv
from accounts.readers.geojson_file import read_geojson
from accounts.readers.osm_file import read_osm
from accounts.readers.row import AccountRow, RejectedRow
from core.errors import InvalidInput

_READERS: dict[str, Callable[[Path, Mapping[str, str]], Iterator[AccountRow | RejectedRow]]] = {
    ".osm.pbf": read_osm,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".geojson": read_geojson,
    ".json": read_geojson,
}


def read_accounts(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[AccountRow | RejectedRow]:
    """The file's rows in its order, each taken or rejected with its reason.

    `columns` maps fields of AddAccountInput (`longitude` and `latitude` for its position) to the file's columns or
    properties; a field that isn't mapped is looked for under its own name.

    Raises InvalidInput for a file that can't be read as a whole, on `file`, and for a mapping that doesn't fit, on
    `columns.FIELD`. Either comes before the first row, but for damage further on in the file.
    """
    reader = next((read for suffix, read in _READERS.items() if path.name.lower().endswith(suffix)), None)
    if reader is None:
        raise InvalidInput("file", f"{path.name} is of no known kind: give one of {', '.join(_READERS)}.")
    if not path.is_file():
        raise InvalidInput("file", f"There is no file {path}.")
    return reader(path, columns or {})
