"""The doubts about a check-in: one small pure file each, all of them asked, all answers collected."""

from visits.evidence import Evidence
from visits.signals.mocked_fix import mocked_fix
from visits.signals.no_fix import no_fix
from visits.signals.outside_geofence import outside_geofence
from visits.signals.outside_work_hours import outside_work_hours
from visits.signals.signal import OF_PRESENCE, Severity, Signal, SignalCode
from visits.signals.stale_fix import stale_fix
from visits.signals.vague_fix import vague_fix

RULE_VERSION = "2026-11"

_SIGNALS = (no_fix, stale_fix, vague_fix, outside_geofence, outside_work_hours, mocked_fix)


def signals_of(evidence: Evidence) -> list[Signal]:
    """Every signal that `evidence` gives, in one order for ever."""
    return [signal for signal in (ask(evidence) for ask in _SIGNALS) if signal is not None]


def trust_score_of(signals: list[Signal]) -> int:
    """0 to 100; 100 is beyond doubt."""
    return max(0, 100 - sum(signal.weight for signal in signals))


__all__ = [
    "OF_PRESENCE",
    "RULE_VERSION",
    "Evidence",
    "Severity",
    "Signal",
    "SignalCode",
    "signals_of",
    "trust_score_of",
]
