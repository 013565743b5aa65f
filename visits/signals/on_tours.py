"""Mild doubts of one kind at several stops of a tour, which once may be chance or a mistake."""

from collections.abc import Callable
from dataclasses import replace

from visits.evidence import Evidence
from visits.signals.ask import Ask
from visits.signals.signal import Severity, Signal
from visits.signals.thresholds import Thresholds

_MILDEST = 30


def weighty_on_tours(ask: Ask, *, stops: Callable[[Thresholds], int]) -> Ask:
    """`ask`, whose mild doubt is a suspicion where, this one included, so many customers of a tour bear it."""

    def ask_tour(evidence: Evidence, limits: Thresholds) -> Signal | None:
        signal = ask(evidence, limits)
        if signal is None or signal.severity is not Severity.SOFT or signal.weight < _MILDEST:
            return signal
        alike = [each for each in evidence.history.own_within(limits.company_seconds) if signal.code in each.codes]
        if len({each.account_id for each in alike}) < stops(limits) - 1:
            return signal
        said = f"{signal.explanation} So it is with {len(alike)} other check-ins of the tour."
        others = tuple(each.id for each in alike)
        return replace(signal, weight=limits.suspicious_weight, explanation=said, others=others)

    return ask_tour
