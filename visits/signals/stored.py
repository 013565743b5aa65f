"""Signals as a visit's row keeps them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from visits.signals.signal import RaisedBy, Severity, Signal, SignalCode


def signal_to_json(signal: Signal) -> dict[str, Any]:
    stored: dict[str, Any] = {
        "code": signal.code.value,
        "severity": signal.severity.value,
        "weight": signal.weight,
        "explanation": signal.explanation,
    }
    if signal.others:
        stored["others"] = [str(visit_id) for visit_id in signal.others]
    if signal.raised_by is not None:
        stored["raised_by"] = [signal.raised_by.received_at, str(signal.raised_by.visit_id)]
    return stored


def signal_from_json(stored: Mapping[str, Any]) -> Signal:
    raised_by = stored.get("raised_by")
    return Signal(
        code=SignalCode(stored["code"]),
        severity=Severity(stored["severity"]),
        weight=stored["weight"],
        explanation=stored["explanation"],
        others=tuple(UUID(visit_id) for visit_id in stored.get("others", ())),
        raised_by=None if raised_by is None else RaisedBy(raised_by[0], UUID(raised_by[1])),
    )
