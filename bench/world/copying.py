"""Rows into a table by COPY, with a bar that shows how far it has come."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice

import psycopg2.extensions
from psycopg2.sql import SQL, Identifier
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_CHUNK_ROWS = 20_000

Value = object
Row = tuple[Value, ...]


def copy(
    cursor: psycopg2.extensions.cursor, table: str, columns: Iterable[str], rows: Iterable[Row], *, total: int
) -> None:
    """Append `rows`, `total` of them, to `table`; None is NULL, and everything else is taken for its text."""
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), SQL(", ").join(map(Identifier, columns)))
    unread = iter(rows)
    with _bar() as bar:
        task = bar.add_task(table, total=total)
        while chunk := list(islice(unread, _CHUNK_ROWS)):
            cursor.copy_expert(statement, io.StringIO("".join(_lines(chunk))))
            bar.advance(task, len(chunk))


def _bar() -> Progress:
    return Progress(TextColumn("{task.description:>18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield "\t".join("\\N" if value is None else str(value).replace("\\", "\\\\") for value in row) + "\n"
