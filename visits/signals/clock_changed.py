"""Wall clock and uptime disagree within one boot: the one can be set, the other can't.

A phone's run from its start to an act is a period of time; two periods of one phone that overlap are of
one run, and began at one instant. What the server measured at a sending (receipt, less uptime) is true
beyond any setting. Whole hours off may be a wrong time zone that was put right: mild.
"""

from collections.abc import Iterator

from visits.evidence import Evidence
from visits.history import Sighting
from visits.signals.signal import Accusation, RaisedBy, Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds
from visits.signals.zones import is_zone_mistake

_LIVE_SECONDS = 120.0
_DAY = 86_400.0


def clock_changed(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None:
        return None
    found = [_signal(seconds, limits) for seconds in _disagreements(this, evidence, limits)]
    constant = _constant_age(this, evidence, limits) if limits.constant_age_by_chance else None
    return max([*found, *([constant] if constant else [])], key=lambda signal: signal.weight, default=None)


def set_clocks_beside_this(evidence: Evidence, limits: Thresholds) -> list[Accusation]:
    """Earlier arrivals, sent late, that the run of this live one belies."""
    this = evidence.history.this
    if this is None or not _is_live(this):
        return []
    raised_by = RaisedBy(this.received_at.timestamp(), this.id)
    return [
        Accusation(other.id, _signal(seconds, limits, raised_by=raised_by))
        for other in evidence.history.own
        if not _is_live(other) and not other.suspected
        for seconds in _between(other, this, limits)
        if not is_zone_mistake(seconds, limits)
    ][:10]


def _disagreements(this: Sighting, evidence: Evidence, limits: Thresholds) -> Iterator[float]:
    claimed, sending = this.claimed_boot_at, this.sending_boot_at
    if claimed is None:
        return
    if sending is not None and abs(claimed - sending) > limits.clock_seconds and _is_one_run(this, sending, limits):
        yield claimed - sending
    if not _is_live(this):
        for other in evidence.history.own:
            yield from _between(this, other, limits)


def _is_one_run(this: Sighting, sending: float, limits: Thresholds) -> bool:
    """Whether the run of the phone that sent the claim is the one in which it was made.

    A phone that had been running before the act hasn't been started anew since; nor has one whose uptime, counted
    from the start it had at the sending, leads to the very instant of the fix.
    """
    if sending <= this.claimed_at:
        return True
    if this.fix is None or this.phone.uptime_seconds is None:
        return False
    wrong = (this.sent_at - this.received_at).total_seconds()
    fix_at = this.fix.recorded_at.timestamp() - wrong
    return abs(sending + this.phone.uptime_seconds - fix_at) <= limits.clock_by_fix_seconds


def _between(this: Sighting, other: Sighting, limits: Thresholds) -> Iterator[float]:
    """Seconds by which the start that `this` claims is off the one that `other` shows, of one run of the phone."""
    claimed = this.claimed_boot_at
    if claimed is None:
        return
    is_one_device = this.phone.device is not None and this.phone.device == other.phone.device
    is_one_boot = this.phone.boot_id is not None and this.phone.boot_id == other.phone.boot_id
    is_live = _is_live(other)
    runs = [(other.sending_boot_at, other.received_at.timestamp(), False)] if is_live or limits.runs_sent_late else []
    if is_live:
        runs.append((other.claimed_boot_at, other.claimed_at, is_one_boot))
    for start, end, is_named in runs:
        if start is None or abs(claimed - start) <= limits.clock_seconds:
            continue
        overlap = min(this.claimed_at, end) - max(claimed, start)
        if is_named or (is_one_device and overlap > limits.clock_seconds):
            yield claimed - start


def _constant_age(this: Sighting, evidence: Evidence, limits: Thresholds) -> Signal | None:
    """Different fixes, all older than their claims by one and the same time: the claims' clock was set.

    A clock that is wrong all the time is wrong at the sending too, and by as much.
    """
    age = this.at - this.fix_at
    alike = {
        other.fix.recorded_at: other
        for other in (*evidence.history.own_within(_DAY), this)
        if other.fix is not None and abs(other.at - other.fix_at - age) <= limits.constant_age_seconds
    }
    offset = (this.received_at - this.sent_at).total_seconds()
    if age <= limits.clock_seconds or abs(offset + age) <= limits.before_fix_seconds or this.fix is None:
        return None
    if len(alike) < limits.constant_age_visits or max(each.received_at for each in alike.values()) > this.received_at:
        return None
    others = tuple(each.id for each in alike.values() if each.id != this.id)
    said = f"{len(alike)} different fixes are older than their check-ins by the same {age / 60:.0f} min."
    if is_zone_mistake(age, limits):
        return Signal(SignalCode.CLOCK_CHANGED, Severity.SOFT, 30, said)
    return Signal(SignalCode.CLOCK_CHANGED, Severity.HARD, 80, said, others=others)


def _signal(seconds: float, limits: Thresholds, raised_by: RaisedBy | None = None) -> Signal:
    said = f"By the phone's uptime the claimed time is {abs(seconds) / 60:.0f} min off within one run of the phone."
    if is_zone_mistake(seconds, limits):
        return Signal(SignalCode.CLOCK_CHANGED, Severity.SOFT, 30, said, raised_by=raised_by)
    return Signal(SignalCode.CLOCK_CHANGED, Severity.HARD, 80, said, raised_by=raised_by)


def _is_live(sighting: Sighting) -> bool:
    """Sent at once: the server itself knows when it was."""
    return sighting.received_at.timestamp() - sighting.claimed_at <= _LIVE_SECONDS
