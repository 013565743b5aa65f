"""Two starts of one boot: what wall clock and uptime tell of it is off, for the lesser part of its check-ins.

Within a boot, wall clock less uptime is one instant. Whoever forges the times of a tour moves it; the days that the
phone had been running before and runs on afterwards keep it. Clocks are put right at noon, too: so by itself that
is mild, and a suspicion where it is a whole tour, or once a later day has come and none of that day agrees.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.signal import Accusation, RaisedBy, Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds
from visits.signals.zones import is_zone_mistake


def one_boot(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or this.claimed_boot_at is None or _is_told_by_sending(this):
        return None
    alike, apart = _parts(evidence, limits)
    if _weight(apart, limits) <= _weight([this, *alike], limits):
        return None
    return replace(_signal(this, apart[0]), severity=Severity.SOFT, weight=30)


def forged_in_this_boot(evidence: Evidence, limits: Thresholds) -> list[Accusation]:
    """Earlier arrivals that are the lesser part, since this one came."""
    this = evidence.history.this
    if this is None or this.claimed_boot_at is None:
        return []
    alike, apart = _parts(evidence, limits)
    if _weight([this, *alike], limits) <= _weight(apart, limits):
        return []
    raised_by = RaisedBy(this.received_at.timestamp(), this.id)
    return [
        Accusation(each.id, _signal(each, this, raised_by))
        for each in apart
        if not _is_put_right(each, (this, *alike), limits)
        and not (each.suspected or _is_told_by_sending(each) or _is_zone(each, this, limits))
    ]


def _is_put_right(one: Sighting, right: Sequence[Sighting], limits: Thresholds) -> bool:
    """Whether the same tour has check-ins by the right clock, too."""
    return any(abs(one.at - each.at) <= limits.company_seconds for each in right)


def _parts(evidence: Evidence, limits: Thresholds) -> tuple[list[Sighting], list[Sighting]]:
    """Of the same boot: those that agree with this one about its start, and those that don't."""
    this = evidence.history.this
    alike: list[Sighting] = []
    apart: list[Sighting] = []
    for each in evidence.history.own:
        if this is not None and each.phone.boot_id is not None and each.phone.boot_id == this.phone.boot_id:
            seconds = _seconds_between(this, each)
            if seconds is not None:
                (alike if abs(seconds) <= limits.clock_seconds else apart).append(each)
    return alike, apart


def _seconds_between(a: Sighting, b: Sighting) -> float | None:
    if a.claimed_boot_at is None or b.claimed_boot_at is None or a.phone.device != b.phone.device:
        return None
    return a.claimed_boot_at - b.claimed_boot_at


def _is_told_by_sending(sighting: Sighting) -> bool:
    """The phone hadn't been started anew when it sent: that tells more than its other check-ins."""
    sending = sighting.sending_boot_at
    return sending is not None and sending <= sighting.claimed_at


def _weight(sightings: Sequence[Sighting], limits: Thresholds) -> tuple[bool, int, int]:
    """What the server's clock bears out, then tours, then check-ins."""
    is_borne_out = any(_is_borne_out(each, limits) for each in sightings)
    return is_borne_out, _tours(sightings, limits), len(sightings)


def _tours(sightings: Sequence[Sighting], limits: Thresholds) -> int:
    """Not days of the calendar: midnight lies in somebody's tour in every zone."""
    instants = sorted(each.at for each in sightings)
    return min(1, len(instants)) + sum(later - one > limits.company_seconds for one, later in pairwise(instants))


def _is_borne_out(sighting: Sighting, limits: Thresholds) -> bool:
    claimed, sending = sighting.claimed_boot_at, sighting.sending_boot_at
    return claimed is not None and sending is not None and abs(claimed - sending) <= limits.clock_seconds


def _is_zone(one: Sighting, other: Sighting, limits: Thresholds) -> bool:
    return is_zone_mistake(_seconds_between(one, other) or 0.0, limits)


def _signal(one: Sighting, other: Sighting, raised_by: RaisedBy | None = None) -> Signal:
    seconds = _seconds_between(one, other) or 0.0
    said = (
        f"The start of the phone, as the claimed time and its uptime tell it, is {abs(seconds) / 60:.0f} min off what "
        f"other check-ins within the same boot tell."
    )
    return Signal(SignalCode.CLOCK_CHANGED, Severity.HARD, 80, said, raised_by=raised_by)
