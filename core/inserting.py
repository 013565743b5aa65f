"""Rows of several tables, stored by one statement: what an act records costs one round trip."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from core.db import Table

_Columns = tuple[str, tuple[str, ...]]
"The name of a table, and those of the columns that are given."


def insert_together(session: Session, rows: Mapping[type[Table], Sequence[Mapping[str, Any]]]) -> None:
    """Insert rows, all of a table with the same columns; a point in space is given as EWKT.

    References between them are checked at the end. The rows pass as JSON: no NaN, no infinity.
    """
    given = {table: these for table, these in rows.items() if these}
    if given:
        columns = tuple((table.__tablename__, tuple(these[0])) for table, these in given.items())
        values = {table.__tablename__: _json(these) for table, these in given.items()}
        session.execute(_statement(columns), values)


@cache
def _statement(tables: tuple[_Columns, ...]) -> TextClause:
    *others, last = (
        f"INSERT INTO {table} ({', '.join(columns)})"
        f" SELECT {', '.join(columns)} FROM json_populate_recordset(CAST(NULL AS {table}), CAST(:{table} AS json))"
        for table, columns in tables
    )
    before = ", ".join(f"rows_{number} AS ({insert})" for number, insert in enumerate(others))
    return text(f"WITH {before} {last}" if before else last)


def _json(rows: Sequence[Mapping[str, Any]]) -> str:
    return orjson.dumps(rows, default=_bytes).decode()


def _bytes(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"{type(value).__name__} can't be stored by way of JSON.")
