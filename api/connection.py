"""Relay connections from keyset pages."""

from collections.abc import Callable
from typing import Generic, TypeVar

import strawberry

from core.paging import Page, PageRequest

V = TypeVar("V")
N = TypeVar("N")


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type
class Edge(Generic[N]):
    node: N
    cursor: str


@strawberry.type
class Connection(Generic[N]):
    edges: list[Edge[N]]
    page_info: PageInfo


def connection(page: Page[V], node: Callable[[V], N]) -> Connection[N]:
    edges = [Edge(node=node(item), cursor=cursor) for item, cursor in zip(page.items, page.cursors, strict=True)]
    return Connection(edges=edges, page_info=page_info(page))


def page_info(page: Page[V]) -> PageInfo:
    return PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=page.cursors[0] if page.cursors else None,
        end_cursor=page.cursors[-1] if page.cursors else None,
    )


def page_request(first: int | None, after: str | None) -> PageRequest:
    """Raises InvalidInput for a `first` below 0 or above 100."""
    return PageRequest(first=20 if first is None else first, after=after)
