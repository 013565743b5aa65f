"""What a room says of a job."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from core.db import acting


@dataclass(frozen=True, slots=True)
class Work:
    """What a running job has at hand; it opens its own transactions with `core.db.acting(engine)`."""

    engine: Engine
    arguments: Mapping[str, str]
    should_stop: Callable[[], bool]
    "Whether the worker was asked to end: a long job asks between two of its transactions."

    def in_steps(self, step: Callable[[Session], bool]) -> None:
        """Take `step`, each in a transaction of its own, until it says that nothing is left or the worker is to end."""
        is_more = True
        while is_more and not self.should_stop():
            with acting(self.engine) as session:
                is_more = step(session)


@dataclass(frozen=True, slots=True)
class Job:
    """`name` is stored with what waits: it stays once it was used.

    Of a name with the same arguments, one runs at a time and one waits.
    """

    name: str
    run: Callable[[Work], None]
    cron: str | None = None
    "When it runs by itself, in UTC, like `*/5 * * * *`; None: only when it is enqueued."
