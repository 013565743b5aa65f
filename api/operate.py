"""One operation: one transaction on the worker thread's own connection, opened here and nowhere else."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from graphql import ExecutionResult
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from api.context import Context
from api.edge.budget import MinuteBudget
from api.edge.operation import Execute, Operate, OperationRequest
from api.edge.request_errors import Busy
from api.edge.workers import interruptible
from api.errors import as_request_error
from api.looks import record_looks
from core import clock
from core.db import allow, is_busy, transaction
from people import Actor, enter, session_of_access_token

_BECOME_READER = text("SELECT set_config('role', 'doorstep_reader', true)")


def operator(engine: Engine, budget: MinuteBudget) -> Operate:
    """What the transport calls, on a worker thread, to carry out a parsed and validated operation.

    budget: what each member may ask of this process in a minute.
    """

    def operate(request: OperationRequest, execute: Execute) -> ExecutionResult:
        now = clock.now()
        with opened(engine) as session:
            if request.is_long_act:
                allow(session, seconds=int(request.time_limit_seconds))
            viewer = _enter(session, request, now)
            spent = budget.charge(viewer.member_id, request.cost, now) if viewer else {}
            context = Context(session=session, viewer=viewer, now=now, client_address=request.client_address)
            result = execute(context)
            result.extensions = {"cost": spent}
            _settle(context, result)
            return result

    return operate


def session_checker(engine: Engine) -> Callable[[str], bool]:
    """Whether a bearer token belongs to a live session: who has none sends small bodies only."""

    def is_alive(token: str) -> bool:
        now = clock.now()
        session_id = session_of_access_token(token, now)
        if session_id is None:
            return False
        with opened(engine) as session:
            return enter(session, session_id, now=now, for_reading=True) is not None

    return is_alive


def readiness(engine: Engine) -> Callable[[], bool]:
    """Whether the database answers."""

    def is_ready() -> bool:
        with opened(engine) as session:
            return session.scalar(text("SELECT true")) is True

    return is_ready


@contextmanager
def opened(engine: Engine) -> Iterator[Session]:
    """A transaction whose waits on the database end with the job's time.

    Raises Busy for what the database asks to try again, a connection that has died among it.
    """
    try:
        with (
            transaction(engine) as session,
            _line_to(session) as line,
            interruptible(lambda: line.shutdown(socket.SHUT_RDWR)),
        ):
            yield session
            session.commit()  # here, where the wait for it has an end too
    except DBAPIError as error:
        if is_busy(error):
            raise Busy from error
        raise


def _line_to(session: Session) -> socket.socket:
    """The socket of the session's connection, held beside libpq: shut down, it ends whatever libpq waits for."""
    connection = session.connection().connection.dbapi_connection
    assert connection is not None, "a session that is in a transaction has a connection"
    return socket.socket(fileno=os.dup(connection.fileno()))


def _enter(session: Session, request: OperationRequest, now: datetime) -> Actor | None:
    token = request.bearer_token
    session_id = session_of_access_token(token, now) if token else None
    if session_id is not None:
        viewer = enter(session, session_id, now=now, for_reading=request.kind == "query")
        if viewer is not None:
            return viewer
    session.execute(_BECOME_READER)
    return None


def _settle(context: Context, result: ExecutionResult) -> None:
    """What was answered stays, and who looked at what; after a bug or a busy database nothing of the operation does."""
    raised = [error.original_error for error in result.errors or () if error.original_error is not None]
    if any(isinstance(error, DBAPIError) and is_busy(error) for error in raised):
        raise Busy
    if any(as_request_error(error) is None for error in raised):
        context.session.rollback()
    else:
        record_looks(context)
