"""What speaks against a check-in speaks against those on which it rests: a tour's first stops, a pair's partner."""

from collections.abc import Iterable
from dataclasses import replace

from visits.evidence import Evidence
from visits.signals.signal import Accusation, RaisedBy, Signal


def as_suspect(evidence: Evidence, signals: Iterable[Signal]) -> list[Accusation]:
    """The same doubts about the others of each of the signals; those that are suspected already have theirs."""
    this, history = evidence.history.this, evidence.history
    if this is None:
        return []
    raised_by = RaisedBy(this.received_at.timestamp(), this.id)
    known = (*history.own, *history.others, *history.at_account)
    suspected = {each.id for each in known if each.suspected}
    return [
        Accusation(visit_id, replace(signal, others=(), raised_by=raised_by))
        for signal in signals
        for visit_id in signal.others
        if visit_id not in suspected
    ]
