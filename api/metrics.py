"""What a monitor may scrape, in Prometheus' text format: the end of the audit trail."""

from prometheus_client import CollectorRegistry, Gauge, Info, generate_latest
from sqlalchemy.orm import Session

from core import audit


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
