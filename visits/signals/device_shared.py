"""Two members from one unregistered device within a day: names the pair, not a culprit.

Phones are pooled and handed over at a shift's end: that is one hand-over, with time between. A phone
that goes back and forth within a shift, or is in two places at once, checks in for somebody who isn't
there: for the one whose own phone is another. Where neither has one, both are doubted.
"""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.impossible_travel import is_impossible
from visits.signals.signal import Accusation, RaisedBy, Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def device_shared(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this, mates = evidence.history.this, _mates(evidence)
    if this is None or not mates:
        return None
    others = {mate.member_id for mate in mates}
    minutes = min(abs(mate.at - this.at) for mate in mates) / 60
    said = (
        f"{len(others) + 1} members checked in from this unregistered device within a day, the nearest in time "
        f"{minutes:.0f} min apart"
    )
    if not _is_passed_around(this, mates, evidence, limits):
        return Signal(SignalCode.DEVICE_SHARED, Severity.SOFT, 10, f"{said}, handed over once.")
    if _owns(this, evidence.history.own, mates[0].phone.device) and not all(
        _owns(mate, evidence.history.others, this.phone.device) for mate in mates
    ):
        return Signal(SignalCode.DEVICE_SHARED, Severity.INFO, 0, f"{said}; it is this member's usual one.")
    return Signal(SignalCode.DEVICE_SHARED, Severity.HARD, 70, f"{said}.", others=_as_suspect(this, mates, evidence))


def borrowers_of_this(evidence: Evidence, limits: Thresholds) -> list[Accusation]:
    """Members who had checked in from the device, as is seen only now that its owner goes on with it."""
    this, mates = evidence.history.this, _mates(evidence)
    if this is None or not mates or not _is_passed_around(this, mates, evidence, limits):
        return []
    if not _owns(this, evidence.history.own, this.phone.device):
        return []
    raised_by = RaisedBy(this.received_at.timestamp(), this.id)
    return [
        Accusation(
            mate.id,
            Signal(
                SignalCode.DEVICE_SHARED,
                Severity.HARD,
                70,
                f"Another member checked in from this unregistered device, that member's usual one, "
                f"{abs(mate.at - this.at) / 60:.0f} min apart.",
                raised_by=raised_by,
            ),
        )
        for mate in mates
        if not mate.suspected
        and abs(mate.at - this.at) <= limits.shared_span_seconds
        and not _owns(mate, evidence.history.others, this.phone.device)
    ]


def _mates(evidence: Evidence) -> list[Sighting]:
    """Others' check-ins on the very device."""
    this = evidence.history.this
    if this is None or this.phone.device is None or evidence.history.is_device_registered:
        return []
    return [other for other in evidence.history.others if other.phone.device == this.phone.device]


def _is_passed_around(this: Sighting, mates: Sequence[Sighting], evidence: Evidence, limits: Thresholds) -> bool:
    if any(abs(mate.at - this.at) <= limits.shared_gap_seconds or is_impossible(this, mate, limits) for mate in mates):
        return True
    own = [each for each in evidence.history.own if each.phone.device == this.phone.device]
    span = limits.shared_span_seconds
    for mate in mates:
        if any(_is_between(mate, this, each, span) for each in own):
            return True
        if any(_is_between(this, mate, each, span) for each in mates if each.member_id == mate.member_id):
            return True
    return False


def _is_between(inner: Sighting, a: Sighting, b: Sighting, span: float) -> bool:
    return min(a.at, b.at) < inner.at < max(a.at, b.at) and abs(a.at - b.at) <= span


def _owns(sighting: Sighting, known: Sequence[Sighting], device: str | None) -> bool:
    """Whether the member has used this device and hardly any other; a single check-in tells nothing."""
    used = Counter(each.phone.device for each in known if each.member_id == sighting.member_id)
    used.pop(None, None)
    used[sighting.phone.device] += sighting.id not in {each.id for each in known}
    return used.total() > 1 and used[device] * 2 > used.total()


def _as_suspect(this: Sighting, mates: Sequence[Sighting], evidence: Evidence) -> tuple[UUID, ...]:
    device = this.phone.device
    near = [mate for mate in mates if not _owns(mate, evidence.history.others, device)]
    own = [each for each in evidence.history.own if each.phone.device == device and any(_near(each, m) for m in mates)]
    is_owner = _owns(this, evidence.history.own, device)
    return tuple(each.id for each in (*near, *(() if is_owner else own)))


def _near(a: Sighting, b: Sighting) -> bool:
    return abs(a.at - b.at) <= 4 * 3600
