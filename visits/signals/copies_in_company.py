"""A network's fix that had been there on another day, on a tour with a satellite fix that is a copy.

Networks repeat themselves, and by itself that says nothing. But where some of a tour's fixes were sent again, the
rest of what was there before, at the same customers and the same in every figure, was so too.
"""

from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.repeated_fix import repeated_fix
from visits.signals.replayed_burst import replayed_burst
from visits.signals.signal import Accusation, RaisedBy, Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds

_COPIES = {SignalCode.REPEATED_FIX, SignalCode.REPLAYED_BURST}
_SAID = (
    "The fix is in every figure one taken at this customer on another day, on a tour with copies of satellite fixes."
)


def copies_in_company(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or not _is_there_before(this, evidence, limits):
        return None
    near = evidence.history.own_within(limits.company_seconds)
    if not any(each.suspected and _COPIES.intersection(each.codes) and _is_else(each, this) for each in near):
        return None
    return Signal(SignalCode.REPEATED_FIX, Severity.HARD, 60, _SAID)


def copies_beside_this(evidence: Evidence, limits: Thresholds) -> list[Accusation]:
    """Earlier stops of the tour, now that this one's satellite fix is a copy."""
    this = evidence.history.this
    if this is None:
        return []
    repeats = [
        each
        for each in evidence.history.own_within(limits.company_seconds)
        if not each.suspected and _is_else(each, this) and _is_there_before(each, evidence, limits)
    ]
    if not repeats or not _is_copy(evidence, limits):
        return []
    raised_by = RaisedBy(this.received_at.timestamp(), this.id)
    found = Signal(SignalCode.REPEATED_FIX, Severity.HARD, 60, _SAID, raised_by=raised_by)
    return [Accusation(each.id, found) for each in repeats]


def _is_else(one: Sighting, other: Sighting) -> bool:
    return one.account_id != other.account_id


def _is_copy(evidence: Evidence, limits: Thresholds) -> bool:
    found = repeated_fix(evidence, limits), replayed_burst(evidence, limits)
    return any(signal is not None and signal.severity is Severity.HARD for signal in found)


def _is_there_before(sighting: Sighting, evidence: Evidence, limits: Thresholds) -> bool:
    return any(
        other.account_id == sighting.account_id
        and sighting.fix_at - other.fix_at >= limits.company_seconds
        and _figures(other) == _figures(sighting) is not None
        for other in evidence.history.own
    )


def _figures(sighting: Sighting) -> tuple[object, ...] | None:
    """All but the time."""
    fix = sighting.fix
    if fix is None:
        return None
    measures = fix.altitude_meters, fix.accuracy_meters, fix.speed_meters_per_second, fix.bearing_degrees
    return fix.raw, fix.provider, *measures
