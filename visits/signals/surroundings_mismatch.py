"""No radio station in sight that any earlier visit to this customer had seen.

So with 82 in 100 impostors and 8 in 100 honest visits: one is a corroboration and no more, but four customers in
a row happen to an honest rep four times in 100,000. Then the whole row is as doubtful as its last. A phone that
never found a station again, as with a new salt, tells nothing.
"""

from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds

_WEIGHTS = (10, 20, 40, 60)


def surroundings_mismatch(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this, seen = evidence.history.this, set(evidence.phone.surroundings)
    earlier = [
        set(visit.phone.surroundings)
        for visit in evidence.history.at_account
        if visit.phone.surroundings and not visit.suspected
    ]
    if this is None or not seen or len(earlier) < limits.surroundings_visits or any(seen & known for known in earlier):
        return None
    row = _missed_before(this, evidence, limits)
    missed = len({each.account_id for each in row})
    said = f"None of the {len(seen)} radio stations in sight was there at the {len(earlier)} visits to this customer"
    said += f", as at {missed} customers just before." if missed else "."
    weight = _WEIGHTS[min(missed, len(_WEIGHTS) - 1)]
    waits = limits.surroundings_row_waits and weight >= limits.suspicious_weight
    others = tuple(each.id for each in row) if waits else ()
    return Signal(SignalCode.SURROUNDINGS_MISMATCH, Severity.SOFT, weight, said, others=others)


def _missed_before(this: Sighting, evidence: Evidence, limits: Thresholds) -> list[Sighting]:
    """At other customers in a row, where the same phone missed them too, if it has ever found any again."""
    own = [
        each
        for each in evidence.history.own
        if each.at < this.at and each.phone.surroundings and each.phone.device == this.phone.device
    ]
    stations = [set(each.phone.surroundings) for each in own]
    is_salt_known = limits.surroundings_salted_by_device and this.phone.device is not None
    if not is_salt_known and not any(a & b for index, a in enumerate(stations) for b in stations[:index]):
        return []
    row: list[Sighting] = []
    for each in reversed(own):
        if this.at - each.at > limits.surroundings_seconds or SignalCode.SURROUNDINGS_MISMATCH not in each.codes:
            break
        if each.account_id != this.account_id:
            row.append(each)
    return row
