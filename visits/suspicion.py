"""When doubts make a suspicion: one hard one, or soft ones that add up."""

from collections.abc import Iterable, Mapping
from typing import Any

SUSPICIOUS_WEIGHT = 60
"Soft signals that weigh as much together open a case, as one hard signal does."


def is_suspicious(doubts: Iterable[tuple[str, int]], suspicious_weight: int = SUSPICIOUS_WEIGHT) -> bool:
    """By the severity and weight of each doubt."""
    found = list(doubts)
    if any(severity == "HARD" for severity, _ in found):
        return True
    return sum(weight for severity, weight in found if severity == "SOFT") >= suspicious_weight


def is_suspect_of_stored(signals: Iterable[Mapping[str, Any]]) -> bool:
    """By the signals as a visit's row keeps them."""
    return is_suspicious((signal["severity"], signal["weight"]) for signal in signals)
