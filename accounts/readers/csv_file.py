"""Tables of customers as spreadsheets save them."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from accounts.readers.cells import row_from_cells
from accounts.readers.columns import columns_of_fields
from accounts.readers.row import AccountRow, RejectedRow, Source
from core.errors import InvalidInput

_DELIMITERS = ",;\t|"
_ENCODING_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_csv(path: Path, columns: Mapping[str, str]) -> Iterator[AccountRow | RejectedRow]:
    """The rows of a table with a header line; see `read_accounts`.

    The delimiter is the one of comma, semicolon, tab and bar that splits the header into the most columns. The encoding
    is what a byte-order mark says, else UTF-8, else Windows-1252, which is Latin-1 as spreadsheets write it.
    """
    text = _text_of(path)
    records = _records(text, path)
    _, header = next(records, (1, []))
    if not header:
        raise InvalidInput("file", f"{path.name} is empty: its first line must name the columns.")
    header = [name.strip() for name in header]
    column_of = columns_of_fields(header, columns, required=("name", "longitude", "latitude"))
    return (_row(f"line {line}", cells, header, column_of) for line, cells in records)


def _text_of(path: Path) -> str:
    content = path.read_bytes()
    marked = next((encoding for mark, encoding in _ENCODING_MARKS if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InvalidInput("file", f"{path.name} is no text in UTF-8, UTF-16 or Windows-1252: save it as “CSV UTF-8”.")


def _records(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each record that isn't blank, with the number of the line on which it begins."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = lines.line_num + 1
    except csv.Error as error:
        reason = f"{path.name} can't be read from line {begins} on: {error}. Is a quotation mark left open?"
        raise InvalidInput("file", reason) from None


def _delimiter(text: str) -> str:
    header = text.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda delimiter: len(next(csv.reader([header], delimiter=delimiter), [])))


def _row(place: str, cells: list[str], header: list[str], column_of: Mapping[str, str]) -> AccountRow | RejectedRow:
    if len(cells) > len(header):
        source = Source(place, dict(zip([*header, *_unnamed(header, cells)], cells, strict=True)))
        reason = f"{len(cells)} cells under {len(header)} columns: put quotation marks around a cell with a delimiter."
        return RejectedRow(source, None, reason)
    values = dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))
    return row_from_cells(Source(place, values), {field: values[column] for field, column in column_of.items()})


def _unnamed(header: list[str], cells: list[str]) -> list[str]:
    return [f"column {number}" for number in range(len(header) + 1, len(cells) + 1)]
