"""The very statements with which a room answers, as they went to PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

import people
from bench.questions import Asking, Question
from bench.world import Viewer
from core import clock
from core.db import allow
from people import Actor

_EXPLAINABLE = (b"SELECT", b"INSERT", b"UPDATE", b"DELETE", b"WITH")
_SLOWEST_SECONDS = 20


def statements_of(engine: Engine, question: Question, viewer: Viewer) -> list[bytes]:
    """Everything sent to answer, its changes of role and savepoints too; nothing of it stays."""
    with entered(engine, question, viewer) as (session, actor), _recording(engine) as sent:
        question.ask(Asking(session, actor, viewer, clock.now()))
        return sent


@contextmanager
def entered(engine: Engine, question: Question, viewer: Viewer) -> Iterator[tuple[Session, Actor]]:
    """The transaction of an operation, both walls up, with time enough for what is slow; undone at the end."""
    with Session(engine, autoflush=False) as session:
        actor = people.enter(session, viewer.session_id, now=clock.now(), for_reading=not question.writes)
        assert actor is not None, "viewers have live sessions"
        allow(session, seconds=_SLOWEST_SECONDS)
        yield session, actor
        session.rollback()


def is_explainable(statement: bytes) -> bool:
    """Whether it has a plan, unlike a change of role."""
    return statement.lstrip().upper().startswith(_EXPLAINABLE)


@contextmanager
def _recording(engine: Engine) -> Iterator[list[bytes]]:
    sent: list[bytes] = []

    def record(_connection: object, cursor: Any, *_: object) -> None:
        sent.append(cursor.query)

    event.listen(engine, "after_cursor_execute", record)
    try:
        yield sent
    finally:
        event.remove(engine, "after_cursor_execute", record)
