"""Keyset pages: the next page starts after the last row's key, however many rows came before it.

A cursor is that key, opaque to clients. It holds only values of a row that its reader saw.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, ColumnElement, Row, Select, Uuid, bindparam, func, select, true, tuple_
from sqlalchemy.orm import Session

from core import base64url
from core.errors import InvalidInput

T = TypeVar("T")
MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The `first` rows after the row of the cursor `after`."""

    first: int
    after: str | None = None
    most: int = MOST_ROWS
    "That may be asked for: more by the server itself than by clients."

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.most:
            raise InvalidInput("first", f"first is {self.first}: ask for 0 to {self.most} rows a page.")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    items: list[T]
    cursors: list[str]
    has_next: bool
    has_previous: bool


@dataclass(frozen=True, slots=True)
class Keyset:
    """The order of a list: columns that together are unique, all ascending or all descending."""

    columns: tuple[Any, ...]
    parsers: tuple[Callable[[Any], Any], ...]
    "From a JSON value back to the column's."
    descending: bool = False

    def page(
        self, session: Session, statement: Select[*tuple[Any, ...]], request: PageRequest, make: Callable[[Any], T]
    ) -> Page[T]:
        """One page of `statement`, each row turned into a T by `make`."""
        return self.collect(list(session.execute(self.sliced(statement, request))), request, make)

    def page_per_parent(
        self,
        session: Session,
        parent_ids: Sequence[UUID],
        children_of: Callable[[ColumnElement[UUID]], Select[*tuple[Any, ...]]],
        request: PageRequest,
        make: Callable[[Any], T],
    ) -> dict[UUID, Page[T]]:
        """One page for each parent, all in one statement; `children_of` gives a parent's rows."""
        parents = select(
            func.unnest(bindparam(None, list(parent_ids), ARRAY(Uuid), unique=True)).label("parent_id")
        ).subquery()
        children = self.sliced(children_of(parents.c.parent_id).correlate(parents), request).lateral()
        rows_of: dict[UUID, list[Row[Any]]] = {parent_id: [] for parent_id in parent_ids}
        for row in session.execute(select(parents.c.parent_id, children).join(children, true())):
            rows_of[row.parent_id].append(row)
        return {parent_id: self.collect(rows, request, make) for parent_id, rows in rows_of.items()}

    def sliced(self, statement: Select[*tuple[Any, ...]], request: PageRequest) -> Select[*tuple[Any, ...]]:
        """The rows of `statement` that a page may show, and one more, with their keys as `key_0`, `key_1`, …"""
        if request.after is not None:
            key, seen = tuple_(*self.columns), tuple_(*self.parse(request.after))
            statement = statement.where(key < seen if self.descending else key > seen)
        order = [column.desc() if self.descending else column for column in self.columns]
        keys = [column.label(f"key_{index}") for index, column in enumerate(self.columns)]
        return statement.add_columns(*keys).order_by(*order).limit(request.first + 1)

    def collect(self, rows: Sequence[Any], request: PageRequest, make: Callable[[Any], T]) -> Page[T]:
        """The page of rows with keys, in order, as `sliced` and the likes of it find them."""
        shown = rows[: request.first]
        return Page(
            items=[make(row) for row in shown],
            cursors=[
                encode_cursor(getattr(row, f"key_{index}") for index in range(len(self.columns))) for row in shown
            ],
            has_next=len(rows) > request.first,
            has_previous=request.after is not None,
        )

    def parse(self, cursor: str) -> list[Any]:
        """The key that a cursor holds. Raises InvalidInput for anything that isn't a cursor of this list."""
        values = decode_cursor(cursor)
        try:
            return [parse(value) for parse, value in zip(self.parsers, values, strict=True)]
        except (TypeError, ValueError, AttributeError) as error:
            raise _bad_cursor() from error


def encode_cursor(key: Iterable[UUID | datetime | str | float]) -> str:
    return base64url.encode(orjson.dumps(list(key)))


def decode_cursor(cursor: str) -> list[Any]:
    """The key's values as JSON has them. Raises InvalidInput for anything that isn't a cursor of ours."""
    try:
        values = orjson.loads(base64url.decode(cursor))
    except ValueError as error:
        raise _bad_cursor() from error
    if not isinstance(values, list) or any(isinstance(value, str) and "\0" in value for value in values):
        raise _bad_cursor()
    return values


def _bad_cursor() -> InvalidInput:
    return InvalidInput("after", "after is no cursor of this list: take one from its edges or pageInfo.")
