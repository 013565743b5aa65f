"""The Starlette application: GraphQL, its explorer page, and the two probes."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import strawberry
import structlog
from graphql import GraphQLSchema
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute

from api.edge.answers import refused
from api.edge.execution import Operations
from api.edge.graphiql import explorer_page
from api.edge.limits import READY_SECONDS
from api.edge.masking import Masking
from api.edge.media import Media, takes_html
from api.edge.operation import Explain, Operate
from api.edge.refusals import Refusal
from api.edge.request_errors import Code
from api.edge.stream.sockets import Sockets
from api.edge.stream.streams import Streams
from api.edge.trail import LeavesTrail
from api.edge.transport import Transport
from api.edge.workers import Workers

_log = structlog.get_logger(__name__)


def create_app(
    schema: strawberry.Schema | GraphQLSchema,
    *,
    operate: Operate,
    explain: Explain,
    session_alive: Callable[[str], bool],
    ready: Callable[[], bool],
    long_acts: frozenset[str],
    planning_acts: frozenset[str] = frozenset(),
    threads: int,
    allowed_origins: Sequence[str],
    production: bool,
    pages: Sequence[Route] = (),
    streams: Callable[[Masking], Streams] | None = None,
) -> Starlette:
    """The application of one process.

    operate: runs each operation in its transaction (see `api.edge.operation.Operate`).
    explain: which exceptions are not bugs, and what the caller learns of them.
    session_alive: whether a bearer token belongs to a live session, asked before a body over 256 KiB is read.
    ready: whether the process can serve; False or any exception is 503 at /readyz.
    long_acts: names of mutation fields that have 60 s and run two at a time at most.
    planning_acts: names of mutation fields that wait for other processes; they have threads of their own.
    threads: operations worked on at once. `operate`, `session_alive` and `ready` are called in
        `threads` + 7 threads in all: these, two for long acts, four for planning acts, one for `ready`.
    allowed_origins: whose pages a browser lets read the answers.
    pages: what is served beside GraphQL.
    streams: makes what feeds subscriptions; None where the schema has none.
    """
    masking = Masking(explain)
    if isinstance(schema, strawberry.Schema):
        schema = schema._schema  # noqa: SLF001  # Strawberry has no public name for it
    operations = Operations(schema, operate=operate, masking=masking, long_acts=long_acts, production=production)
    transport = Transport(
        operations, session_alive=session_alive, masking=masking, threads=threads, planning_acts=planning_acts
    )
    readiness = _Readiness(ready)
    sockets = Sockets(operations, streams=streams(masking), masking=masking) if streams else None

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        if sockets:
            sockets.close()
        transport.close()
        readiness.close()

    return Starlette(
        routes=[
            Route("/graphql", transport.post, methods=["POST"]),
            *([WebSocketRoute("/graphql", sockets.connect)] if sockets else []),
            *([] if production else [Route("/graphql", _explorer, methods=["GET"])]),
            Route("/healthz", _alive, methods=["GET"]),
            Route("/readyz", readiness.get, methods=["GET"]),
            *pages,
        ],
        middleware=[
            Middleware(LeavesTrail, strict_transport=production),
            *([_cross_origin(allowed_origins)] if allowed_origins else []),
        ],
        exception_handlers={HTTPException: _http_refusal},
        lifespan=lifespan,
    )


def _cross_origin(origins: Sequence[str]) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["POST"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Retry-After", "X-Request-Id"],
    )


async def _explorer(request: Request) -> Response:
    if not takes_html(request.headers.get("accept")):
        raise HTTPException(405, headers={"Allow": "POST"})
    return explorer_page()


async def _alive(_: Request) -> Response:
    return PlainTextResponse("ok")


class _Readiness:
    """GET /readyz, asked in a thread of its own so that neither waits for the other's work."""

    def __init__(self, ready: Callable[[], bool]) -> None:
        self._ready = ready
        self._workers = Workers("ready", threads=1, waiting=3)

    async def get(self, _: Request) -> Response:
        try:
            is_ready = await self._workers.run(self._ready, seconds=READY_SECONDS)
        except Exception as error:  # noqa: BLE001  # whatever the reason, the process can't serve
            _log.warning("Not ready", reason=type(error).__name__)
            is_ready = False
        return JSONResponse({"ready": is_ready}, 200 if is_ready else 503)

    def close(self) -> None:
        self._workers.close()


async def _http_refusal(_: Request, error: Exception) -> Response:
    """404 and 405 in the shape of every other error."""
    assert isinstance(error, HTTPException)
    message = "GraphQL is served by POST at /graphql."
    return refused(Refusal(error.status_code, Code.BAD_REQUEST, message, headers=error.headers), Media.JSON).response()
