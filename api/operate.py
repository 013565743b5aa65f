"""One operation: one transaction on the worker thread's own connection, opened here and nowhere else."""

from collections.abc import Callable

from graphql import ExecutionResult
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from api.context import Context
from api.transport import OperationRequest
from core import clock
from core.db import transaction
from people import Actor, enter, session_of_access_token

_BECOME_READER = text("SELECT set_config('role', 'doorstep_reader', true)")


def operator(engine: Engine) -> Callable[[OperationRequest, Callable[[Context], ExecutionResult]], ExecutionResult]:
    """What the transport calls, on a worker thread, to carry out a parsed and validated operation."""

    def operate(request: OperationRequest, execute: Callable[[Context], ExecutionResult]) -> ExecutionResult:
        now = clock.now()
        with transaction(engine) as session:
            viewer = _enter(session, request, now)
            return execute(Context(session=session, viewer=viewer, now=now, client_address=request.client_address))

    return operate
