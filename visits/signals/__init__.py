"""The doubts about a check-in: one small pure file each, all of them asked, all answers collected."""

from collections.abc import Iterable, Sequence

from visits.evidence import Evidence
from visits.signals.as_suspect import as_suspect
from visits.signals.innocent import INNOCENT_EXPLANATIONS
from visits.signals.rules import CURRENT, RULE_VERSION, VERSIONS, Rules
from visits.signals.signal import OF_PRESENCE, Accusation, RaisedBy, Severity, Signal, SignalCode
from visits.signals.stored import signal_from_json, signal_to_json
from visits.signals.thresholds import THRESHOLDS, Thresholds
from visits.signals.too_short import too_short
from visits.suspicion import is_suspicious


def signals_of(evidence: Evidence, rules: Rules = CURRENT) -> list[Signal]:
    """Every signal that `evidence` gives under `rules`, in one order for ever."""
    return [signal for signal in (ask(evidence, rules.limits) for ask in rules.signals) if signal is not None]


def accusations_of(
    evidence: Evidence, signals: Sequence[Signal] = (), rules: Rules = CURRENT
) -> tuple[Accusation, ...]:
    """What the check-in, whose own `signals` are known, shows of earlier arrivals: one doubt a code and visit."""
    found = [accusation for look in rules.look_backs for accusation in look(evidence, rules.limits)]
    if suspected(signals, rules):
        found += as_suspect(evidence, signals)
    return tuple({(each.visit_id, each.signal.code): each for each in found}.values())


def trust_score_of(signals: Iterable[Signal]) -> int:
    """0 to 100; 100 is beyond doubt."""
    return max(0, 100 - sum(signal.weight for signal in signals))


def suspected(signals: Sequence[Signal], rules: Rules = CURRENT) -> bool:
    """Whether the doubts are hard enough, or add up, for a case of suspicion."""
    return is_suspicious(((signal.severity, signal.weight) for signal in signals), rules.limits.suspicious_weight)


__all__ = [
    "CURRENT",
    "INNOCENT_EXPLANATIONS",
    "OF_PRESENCE",
    "RULE_VERSION",
    "THRESHOLDS",
    "VERSIONS",
    "Accusation",
    "Evidence",
    "RaisedBy",
    "Rules",
    "Severity",
    "Signal",
    "SignalCode",
    "Thresholds",
    "accusations_of",
    "signal_from_json",
    "signal_to_json",
    "signals_of",
    "suspected",
    "too_short",
    "trust_score_of",
]
