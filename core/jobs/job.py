"""What a room says of a job."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class Work:
    """What a running job has at hand; it opens its own transactions with `core.db.acting(engine)`."""

    engine: Engine
    arguments: Mapping[str, str]
    should_stop: Callable[[], bool]
    "Whether the worker was asked to end: a long job asks between two of its transactions."


@dataclass(frozen=True, slots=True)
class Job:
    """`name` is stored with what waits: it stays once it was used.

    Of a name with the same arguments, one runs at a time and one waits.
    """

    name: str
    run: Callable[[Work], None]
    cron: str | None = None
    "When it runs by itself, in UTC, like `*/5 * * * *`; None: only when it is enqueued."
