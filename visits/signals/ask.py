"""How a doubt is looked for."""

from collections.abc import Callable, Sequence

from visits.evidence import Evidence
from visits.signals.signal import Accusation, Severity, Signal
from visits.signals.thresholds import Thresholds

Ask = Callable[[Evidence, Thresholds], Signal | None]
LookBack = Callable[[Evidence, Thresholds], Sequence[Accusation]]


def worst_of(*asks: Ask) -> Ask:
    """Several ways to come to one code: a check-in bears it once."""

    def ask(evidence: Evidence, limits: Thresholds) -> Signal | None:
        found = [signal for each in asks if (signal := each(evidence, limits)) is not None]
        return max(found, key=lambda signal: (signal.severity is Severity.HARD, signal.weight), default=None)

    return ask
