"""Rows that an answer needs beside its own, fetched together.

Whoever holds a page says which rows it may want; the first that is really asked for brings all of
them in one statement. So a list never costs a query a row, and what isn't selected costs none.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Loader(Generic[K, V]):
    """Fetches by key, a batch at a time, and remembers for the length of one operation."""

    def __init__(self, fetch: Callable[[Sequence[K]], Mapping[K, V]]) -> None:
        self._fetch = fetch
        self._wanted: set[K] = set()
        self._known: dict[K, V | None] = {}

    def want(self, keys: Iterable[K | None]) -> None:
        """Add keys to the next batch; None is passed over."""
        self._wanted.update(key for key in keys if key is not None)

    def get(self, key: K | None) -> V | None:
        """The value of `key`; None where there is none in sight, and for None."""
        if key is None:
            return None
        if key not in self._known:
            batch = sorted((self._wanted | {key}) - self._known.keys(), key=str)
            self._known.update(dict.fromkeys(batch))
            self._known.update(self._fetch(batch))
            self._wanted.clear()
        return self._known[key]

    def need(self, key: K) -> V:
        """The value of a `key` that is sure to have one: whoever changed a row sees it, every unit has a policy."""
        value = self.get(key)
        assert value is not None, f"nothing in sight of the viewer has the key {key}"
        return value


class Loaders:
    """The loaders of one operation, each made at its first use and named by what it fetches."""

    def __init__(self) -> None:
        self._loaders: dict[Hashable, Loader[object, object]] = {}
        self._shown: dict[str, list[Hashable]] = {}

    def of(
        self, name: Hashable, fetch: Callable[[Sequence[K]], Mapping[K, V]], *, per: str | None = None
    ) -> Loader[K, V]:
        """The loader of that name. `per`: it wants every key ever shown under that name (see `show`)."""
        if name not in self._loaders:
            self._loaders[name] = Loader(fetch)  # type: ignore[arg-type]
        loader: Loader[K, V] = self._loaders[name]  # type: ignore[assignment]
        if per is not None:
            loader.want(self._shown.get(per, ()))  # type: ignore[arg-type]
        return loader

    def show(self, name: str, key: Hashable) -> None:
        """Say that the answer holds this row, for loaders whose arguments aren't known yet, like those of pages."""
        self._shown.setdefault(name, []).append(key)

    def forget(self) -> None:
        """Drop what was fetched: a verb has changed the world."""
        self._loaders.clear()
        self._shown.clear()
