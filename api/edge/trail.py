"""What every request gets: a correlation id, headers that keep its answer private and harmless, one log line."""

import time
from dataclasses import dataclass

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.ids import new_id

_LONGEST_NAME_LOGGED = 100
_PROBES = ("/healthz", "/readyz")
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Trail:
    """What is known of a request so far; whoever learns more notes it here."""

    correlation_id: str
    operation_kind: str | None = None
    operation_name: str | None = None
    cost: int | None = None
    codes: tuple[str, ...] = ()
    "Codes of the answer's top-level errors."


def trail_of(request: Request) -> Trail:
    trail: Trail = request.state.trail
    return trail


class LeavesTrail:
    """ASGI middleware that puts a Trail into `request.state.trail` and logs it with the answer."""

    def __init__(self, app: ASGIApp, *, strict_transport: bool) -> None:
        self._app = app
        self._strict_transport = strict_transport

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trail = Trail(correlation_id=str(new_id()))
        scope.setdefault("state", {})["trail"] = trail
        began = time.perf_counter()

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(MutableHeaders(scope=message), trail, strict_transport=self._strict_transport)
                _record(scope, trail, status=message["status"], seconds=time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, send_marked)


def _mark(headers: MutableHeaders, trail: Trail, *, strict_transport: bool) -> None:
    headers["X-Request-Id"] = trail.correlation_id
    headers["Cache-Control"] = "no-store"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "no-referrer"
    headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    if strict_transport:
        headers["Strict-Transport-Security"] = "max-age=31536000"


def _record(scope: Scope, trail: Trail, *, status: int, seconds: float) -> None:
    if scope["path"] in _PROBES and status < 400:
        return
    _log.info(
        "request",
        method=scope["method"],
        path=scope["path"],
        status=status,
        milliseconds=round(seconds * 1000, 1),
        correlation_id=trail.correlation_id,
        operation=trail.operation_kind,
        operation_name=trail.operation_name and trail.operation_name[:_LONGEST_NAME_LOGGED],
        cost=trail.cost,
        codes=trail.codes,
    )
