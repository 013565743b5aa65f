"""POST /graphql: from an HTTP request to its answer, the work of it in worker threads."""

from collections.abc import Awaitable, Callable

from graphql import ExecutionResult
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from api.edge.answers import Answer, executed, failed, refused
from api.edge.body import Bodies
from api.edge.execution import Operations, Prepared
from api.edge.limits import (
    LONG_ACT_SECONDS,
    LONG_ACTS_AT_ONCE,
    OPERATION_SECONDS,
    OPERATIONS_PER_SESSION,
    PLANS_AT_ONCE,
    PLANS_WAITING,
    WAITING_PER_SESSION,
    WAITING_PER_THREAD,
)
from api.edge.masking import Masking
from api.edge.media import Media, answer_media, is_json
from api.edge.operation import Sender
from api.edge.parameters import parameters
from api.edge.refusals import Refusal
from api.edge.request_errors import Code, RequestErrors
from api.edge.trail import Trail, trail_of
from api.edge.turns import Turns
from api.edge.workers import Workers
from core import clock


class Transport:
    """Answers GraphQL requests.

    A pool of threads for operations, another for the few acts that may take long, a third for those that wait for
    a planner, so that these never keep the others from a thread.
    """

    def __init__(
        self,
        operations: Operations,
        *,
        session_alive: Callable[[str], bool],
        masking: Masking,
        threads: int,
        planning_acts: frozenset[str],
    ) -> None:
        self._operations = operations
        self._session_alive = session_alive
        self._masking = masking
        self._bodies = Bodies()
        self._turns = Turns(at_once=OPERATIONS_PER_SESSION, waiting=WAITING_PER_SESSION)
        self._workers = Workers("operation", threads=threads, waiting=threads * WAITING_PER_THREAD)
        self._long_workers = Workers("long-act", threads=LONG_ACTS_AT_ONCE, waiting=LONG_ACTS_AT_ONCE)
        self._planning_acts = planning_acts
        self._planning_workers = Workers("planning", threads=PLANS_AT_ONCE, waiting=PLANS_WAITING)

    async def post(self, request: Request) -> Response:
        """The answer, whatever the request holds."""
        trail = trail_of(request)
        media = answer_media(request.headers.get("accept"))
        try:
            answer = await self._answered(request, media, trail)
        except Refusal as refusal:
            answer = refused(refusal, media or Media.JSON)
        except RequestErrors as errors:
            answer = failed(errors.errors, media or Media.JSON)
        except ClientDisconnect:
            answer = refused(Refusal(400, Code.BAD_REQUEST, "The sender left."), Media.JSON)
        except Exception as error:  # noqa: BLE001  # the masking tells bugs from the rest and logs them
            answer = self._stumbled(error, media or Media.JSON, trail)
        trail.codes = answer.codes
        return answer.response()

    def close(self) -> None:
        self._workers.close()
        self._long_workers.close()
        self._planning_workers.close()

    async def _answered(self, request: Request, media: Media | None, trail: Trail) -> Answer:
        if media is None:
            raise Refusal(406, Code.BAD_REQUEST, f"Answers are {Media.RESPONSE} or {Media.JSON}: accept one of them.")
        _check_content(request)
        sender = _sender(request, trail)
        async with self._bodies.read(request, lambda: self._has_session(sender)) as body:
            return await self._served(body, sender, media, trail, _gone(request))

    async def _has_session(self, sender: Sender) -> bool:
        token = sender.bearer_token
        if token is None:
            return False
        return await self._workers.run(lambda: self._session_alive(token), seconds=OPERATION_SECONDS)

    async def _served(
        self, body: bytes, sender: Sender, media: Media, trail: Trail, gone: Callable[[], Awaitable[None]]
    ) -> Answer:
        """Everything but long and planning acts in one go in one thread; those are handed on to their own threads.

        A plan is given up when its sender has `gone`.
        """

        def serve() -> Answer | Prepared:
            prepared = self._operations.prepare(parameters(body), sender)
            trail.operation_kind, trail.operation_name = prepared.request.kind, prepared.request.name
            trail.cost = prepared.request.cost
            return prepared if prepared.request.is_long_act or self._is_planning(prepared) else finish(prepared)

        def finish(prepared: Prepared) -> Answer:
            return executed(self._operations.perform(prepared), media)

        async with self._turns.of(sender.bearer_token, seconds=OPERATION_SECONDS) as seconds:
            served = await self._workers.run(serve, seconds=seconds)
        if isinstance(served, Answer):
            return served
        if served.request.is_long_act:
            return await self._long_workers.run(lambda: finish(served), seconds=LONG_ACT_SECONDS)
        return await self._planning_workers.run(lambda: finish(served), seconds=OPERATION_SECONDS, until=gone())

    def _is_planning(self, prepared: Prepared) -> bool:
        return not self._planning_acts.isdisjoint(prepared.request.root_fields)

    def _stumbled(self, error: Exception, media: Media, trail: Trail) -> Answer:
        """The answer where the server is BUSY, or where the transport or the session's check fails."""
        shown = self._masking.shown(error, trail.correlation_id)
        if shown.code is Code.INTERNAL:
            return executed(ExecutionResult(None, [shown]), media)
        return failed([shown], media)


def _gone(request: Request) -> Callable[[], Awaitable[None]]:
    """Waits until the sender of a request, whose body was read, has closed the connection."""

    async def wait() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    return wait


def _check_content(request: Request) -> None:
    if not is_json(request.headers.get("content-type")):
        raise Refusal(415, Code.BAD_REQUEST, "Send JSON in UTF-8, with Content-Type: application/json.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(415, Code.BAD_REQUEST, "Send the body without Content-Encoding.")


def _sender(request: Request, trail: Trail) -> Sender:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return Sender(
        bearer_token=token.strip() or None if scheme.lower() == "bearer" else None,
        client_address=request.client.host if request.client else "",
        correlation_id=trail.correlation_id,
        received_at=clock.now(),
    )
