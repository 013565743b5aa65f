"""A whole burst that had been there before, as it was or with some noise laid over its positions."""

from collections.abc import Sequence

from geo import Fix
from visits.evidence import Evidence
from visits.satellite import is_satellite
from visits.signals.digits import digits_after_point
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def replayed_burst(evidence: Evidence, limits: Thresholds) -> Signal | None:
    burst, this = evidence.phone.burst, evidence.history.this
    if this is None or len(burst) < limits.burst_positions or not all(map(is_satellite, burst)):
        return None
    known = {each.id: each for each in (*evidence.history.own, *evidence.history.others, *evidence.history.at_account)}
    for earlier in known.values():
        old = earlier.phone.burst
        if earlier.at > this.at or len(old) != len(burst) or _seconds_between(old, burst) < limits.repeat_seconds:
            continue
        hours = _seconds_between(old, burst) / 3600
        if _places(old) == _places(burst) and len(set(_places(burst))) >= limits.burst_positions:
            said = f"All {len(burst)} positions of the burst are those of one taken {hours:.1f} hours before."
            return Signal(SignalCode.REPLAYED_BURST, Severity.HARD, 90, said)
        digits = _shared_digits(old, burst)
        if digits >= limits.burst_digits:
            said = (
                f"The burst's altitudes, accuracies and speeds are, fix by fix and in {digits} digits after the point, "
                f"those of one taken {hours:.1f} hours before."
            )
            return Signal(SignalCode.REPLAYED_BURST, Severity.HARD, 80, said)
    return None


def _seconds_between(old: Sequence[Fix], burst: Sequence[Fix]) -> float:
    return (burst[0].recorded_at - old[0].recorded_at).total_seconds()


def _places(burst: Sequence[Fix]) -> list[tuple[float, float]]:
    return [(fix.raw.longitude, fix.raw.latitude) for fix in burst]


def _shared_digits(old: Sequence[Fix], burst: Sequence[Fix]) -> int:
    """Digits by which both agree, where they agree in all; a value that stands still counts once."""
    if _measures(old) != _measures(burst):
        return 0
    return sum(sum(map(digits_after_point, set(values))) for values in zip(*_measures(burst), strict=True))


def _measures(burst: Sequence[Fix]) -> list[tuple[float | None, ...]]:
    return [(fix.altitude_meters, fix.accuracy_meters, fix.speed_meters_per_second) for fix in burst]
