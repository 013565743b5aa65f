"""Asking the worker for a job, in the transaction of the act that needs it."""

from collections.abc import Mapping

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

QUEUE = "doorstep"


def enqueue(session: Session, name: str, arguments: Mapping[str, str]) -> None:
    """Have a worker run the job `name` once this has committed; nothing is added where the very same waits already."""
    values = orjson.dumps(dict(arguments)).decode()
    session.execute(_INSERT, {"queue": QUEUE, "name": name, "key": key_of(name, arguments), "arguments": values})


def key_of(name: str, arguments: Mapping[str, str]) -> str:
    """What tells a job from others: of one key, one runs at a time and one waits."""
    return f"{name} {orjson.dumps(dict(arguments), option=orjson.OPT_SORT_KEYS).decode()}"


# Not procrastinate's own function, which would fail, and the act with it, where the same job waits.
_INSERT = text(
    "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)"
    " VALUES (:queue, :name, :key, :key, CAST(:arguments AS jsonb))"
    " ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING"
)
