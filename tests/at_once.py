"""Races: acts that begin at the same instant."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from tests.api_client import Json

T = TypeVar("T")


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    """What the acts return, each in a thread of its own that waits until all are ready."""
    barrier = threading.Barrier(len(acts))

    def act(index: int) -> T:
        barrier.wait(timeout=30)
        return acts[index]()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, range(len(acts))))


def kinds(results: Sequence[Json]) -> Counter[str]:
    return Counter(result["__typename"] for result in results)
