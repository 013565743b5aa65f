"""What a monitor may scrape, in Prometheus' text format: the end of the audit trail."""

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Info, generate_latest
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.edge.limits import OPERATION_SECONDS
from api.edge.workers import Workers
from core import audit
from core.db import acting

STATEMENT_SECONDS = 3
_log = structlog.get_logger(__name__)


class MetricsPage:
    """GET /metrics, made in a thread of its own so that a scrape and an operation don't wait for each other."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._workers = Workers("metrics", threads=1, waiting=3)

    def route(self) -> Route:
        return Route("/metrics", self._get, methods=["GET"])

    async def _get(self, _: Request) -> Response:
        try:
            page = await self._workers.run(self._make, seconds=OPERATION_SECONDS)
        except Exception as error:  # noqa: BLE001  # whatever the reason, there is nothing to measure
            _log.warning("No metrics", reason=type(error).__name__)
            return Response(status_code=503)
        return Response(page, media_type=CONTENT_TYPE_LATEST)

    def _make(self) -> bytes:
        with acting(self._engine, seconds=STATEMENT_SECONDS) as session:
            return exposition(session)


def exposition(session: Session) -> bytes:
    """The page `/metrics`, read as `doorstep_writer`: the newest seal to be kept outside, and what waits for one."""
    registry = CollectorRegistry()
    head, waiting = audit.head(session), audit.unsealed(session)
    if head is not None:
        Info(
            "doorstep_audit_head", "Hash of the newest seal, an anchor for `doorstep audit verify`.", registry=registry
        ).info({"hash": head.hash})
        _gauge(registry, "sealed_rows", "Rows that the chain vouches for.", head.entry_count)
        _gauge(registry, "sealed_timestamp_seconds", "When the newest seal was made.", head.at.timestamp())
    _gauge(registry, "unsealed_rows", "Committed rows that wait for the sealer.", waiting.count)
    if waiting.oldest_at is not None:
        _gauge(
            registry,
            "oldest_unsealed_timestamp_seconds",
            "Instant of the oldest of these.",
            waiting.oldest_at.timestamp(),
        )
    return generate_latest(registry)


def _gauge(registry: CollectorRegistry, name: str, description: str, value: float) -> None:
    Gauge(f"doorstep_audit_{name}", description, registry=registry).set(value)
