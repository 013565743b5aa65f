"""Faster between two fixes of one member than any vehicle, beyond what accuracies and clocks allow.

Of two fixes that can't both be true, the one that lies off what the member did else that day is doubted,
also where it came first; where nothing tells them apart, both are. What is suspected already explains
itself, and casts no doubt on others. Network fixes may lie 190 km off and claim 27 m (a train's or a plane's
Wi-Fi, on real traces): they count only at the very customer, where no chance puts them.
"""

from collections.abc import Sequence
from uuid import UUID

from visits.evidence import Evidence
from visits.history import Sighting
from visits.satellite import is_satellite
from visits.signals.signal import Accusation, RaisedBy, Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds

_HOUR = 3600.0
_DAYS = 3 * 24 * _HOUR
_ON_SITE_FROM = 0.5
_CONFLICTS = 5
_FARTHEST_SECONDS = 26 * _HOUR
"Longer than any journey at the slowest of the limits round half the Earth's customers takes."


def impossible_travel(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or this.fix is None:
        return None
    conflicts = _conflicts(this, evidence, limits)
    blaming = [other for other in conflicts if not _is_liar(other, this, evidence, limits)]
    if not blaming:
        return None
    nearest = min(blaming, key=lambda other: abs(other.fix_at - this.fix_at))
    undecided = [other.id for other in blaming if not _is_liar(this, other, evidence, limits)]
    return _signal(this, nearest, limits, others=tuple(undecided))


def lies_beside_this(evidence: Evidence, limits: Thresholds) -> list[Accusation]:
    """Earlier arrivals that this one, true to the rest of the day, shows to be impossible."""
    this = evidence.history.this
    if this is None or this.fix is None:
        return []
    raised_by = RaisedBy(this.received_at.timestamp(), this.id)
    return [
        Accusation(other.id, _signal(other, this, limits, raised_by=raised_by))
        for other in _conflicts(this, evidence, limits)
        if _is_liar(other, this, evidence, limits)
    ]


def _conflicts(this: Sighting, evidence: Evidence, limits: Thresholds) -> list[Sighting]:
    """The nearest in time: more of them tell nothing more."""
    found = [
        other
        for other in evidence.history.own_within(_FARTHEST_SECONDS)
        if not other.suspected and is_impossible(this, other, limits)
    ]
    return sorted(found, key=lambda other: (abs(other.fix_at - this.fix_at), other.id))[:_CONFLICTS]


def is_impossible(a: Sighting, b: Sighting, limits: Thresholds) -> bool:
    if a.fix is None or b.fix is None or not (is_sure(a, limits) and is_sure(b, limits)):
        return False
    if not (is_satellite(a.fix) or is_satellite(b.fix)):
        return False
    kilometers, kmh = net_travel(a, b, limits)
    return kmh > _limit(a, b, kilometers, limits)


def is_sure(sighting: Sighting, limits: Thresholds) -> bool:
    """Whether the member was there, give or take the accuracy: by satellites, or as the customer's pin bears out."""
    fix = sighting.fix
    if fix is None or fix.accuracy_meters > limits.travel_accuracy_meters:
        return False
    return is_satellite(fix) or (sighting.on_site_probability or 0.0) >= _ON_SITE_FROM


def net_travel(a: Sighting, b: Sighting, limits: Thresholds) -> tuple[float, float]:
    """Kilometres, less what the accuracies allow, and the km/h that they take at least."""
    assert a.fix is not None
    assert b.fix is not None
    allowed = 2 * (a.fix.accuracy_meters + b.fix.accuracy_meters) + limits.travel_slack_meters
    meters = max(0.0, meters_between(a.fix.position, b.fix.position) - allowed)
    seconds = seconds_between(a, b, limits) + limits.travel_slack_seconds
    return meters / 1000, meters / seconds * 3.6


def seconds_between(a: Sighting, b: Sighting, limits: Thresholds) -> float:
    """By the fixes' clock; within one boot by the uptime, if that is longer: a clock may have been put right."""
    by_clock, by_uptime = abs(a.fix_at - b.fix_at), 0.0
    is_one_boot = a.phone.boot_id is not None and a.phone.boot_id == b.phone.boot_id
    if limits.travel_by_uptime and is_one_boot and a.phone.device == b.phone.device:
        by_uptime = abs((a.phone.uptime_seconds or 0.0) - (b.phone.uptime_seconds or 0.0))
    return max(by_clock, by_uptime)


def _limit(a: Sighting, b: Sighting, kilometers: float, limits: Thresholds) -> float:
    """km/h; trains keep a speed that no road and no town allows, and the phone in them tells its speed."""
    if kilometers > limits.country_kilometers:
        return limits.air_kmh
    speeds = [each.fix.speed_meters_per_second for each in (a, b) if each.fix is not None]
    if max(speed or 0.0 for speed in speeds) >= limits.vehicle_meters_per_second:
        return limits.rail_kmh
    is_in_town = kilometers <= limits.town_kilometers
    if all(speed is not None and speed <= limits.standing_meters_per_second for speed in speeds):
        return limits.door_town_kmh if is_in_town else limits.door_country_kmh
    if kilometers <= limits.road_kilometers and None not in speeds:
        return limits.road_kmh
    return limits.town_kmh if is_in_town else limits.country_kmh


def _is_liar(one: Sighting, other: Sighting, evidence: Evidence, limits: Thresholds) -> bool:
    """Whether, of two that exclude each other, `one` lies clearly further off where the member was else."""
    rest = [
        each
        for each in (*evidence.history.own_within(_DAYS), evidence.history.this)
        if each is not None
        and each.fix is not None
        and each.id not in (one.id, other.id)
        and not each.suspected
        and each.fix.accuracy_meters <= limits.travel_accuracy_meters
    ]
    excluding_one = sum(is_impossible(one, each, limits) for each in rest)
    excluding_other = sum(is_impossible(other, each, limits) for each in rest)
    if excluding_one != excluding_other:
        return excluding_one > excluding_other
    return _remoteness(one, rest) > limits.outlier_ratio * _remoteness(other, rest)


def _remoteness(one: Sighting, rest: Sequence[Sighting]) -> float:
    """Metres to the nearest of the rest, one at least; 0 where there is no rest."""
    assert one.fix is not None
    metres = [meters_between(one.fix.position, each.fix.position) for each in rest if each.fix is not None]
    return max(1.0, min(metres)) if metres else 0.0


def _signal(
    this: Sighting,
    other: Sighting,
    limits: Thresholds,
    *,
    others: tuple[UUID, ...] = (),
    raised_by: RaisedBy | None = None,
) -> Signal:
    kilometers, kmh = net_travel(this, other, limits)
    minutes = abs(this.fix_at - other.fix_at) / 60
    said = (
        f"From another fix of the same member, {minutes:.0f} min apart, it is {kilometers:.1f} km beyond what the "
        f"accuracies allow: {kmh:.0f} km/h at least."
    )
    return Signal(SignalCode.IMPOSSIBLE_TRAVEL, Severity.HARD, 80, said, others=others, raised_by=raised_by)
