"""The seam between HTTP and the api context: one operation, and who runs it in a transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from graphql import ExecutionResult

from api.edge.request_errors import RequestError


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a request, as far as HTTP tells, and when it came."""

    bearer_token: str | None
    client_address: str
    "Empty where the server doesn't know it."
    correlation_id: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class OperationRequest:
    """A valid operation with coerced input, about to be executed."""

    kind: Literal["query", "mutation", "subscription"]
    name: str | None
    root_fields: frozenset[str]
    "Names of the fields selected on the root type, those of fragments included."
    bearer_token: str | None
    client_address: str
    correlation_id: str
    received_at: datetime
    is_long_act: bool
    time_limit_seconds: float
    cost: int
    "See `api.edge.cost`."


class Execute(Protocol):
    """Runs the operation; may be called again, in another transaction, for a new try or another event."""

    def __call__(self, context: object, root: object = None, /) -> ExecutionResult: ...


class Operate(Protocol):
    """Runs one operation in one transaction, in the thread that it is called in.

    What it puts into the `cost` of the result's extensions is shown beside what the operation cost.
    Raises RequestError for what the caller may be told (UNAUTHENTICATED, BUSY, LIMITED). The errors
    of `execute`'s result carry what resolvers raised (`original_error`), so that a bug can be told
    from a refusal and rolled back; the transport masks them afterwards.
    """

    def __call__(self, request: OperationRequest, execute: Execute, /) -> ExecutionResult: ...


Explain = Callable[[BaseException], RequestError | None]
"The top-level error that an expected exception of a resolver or of `Operate` stands for; None for a bug."
