"""White noise: a receiver's error wanders from second to second, a random number jumps.

Of independent errors, steps have twice the variance of the positions; a receiver's smoothed steps are far
smaller than its spread. Whiteness is the steps' mean square over twice the positions' variance.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians
from statistics import fmean

from geo import Fix, FixProvider
from visits.evidence import Evidence
from visits.satellite import is_satellite
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds

_METERS_A_DEGREE = 111_195.0


def unnatural_jitter(evidence: Evidence, limits: Thresholds) -> Signal | None:
    burst = evidence.phone.burst
    if len(burst) < limits.jitter_fixes or not _are_a_receivers(burst, limits) or _is_moving(burst, limits):
        return None
    seconds = (burst[-1].recorded_at - burst[0].recorded_at).total_seconds() / (len(burst) - 1)
    step, whiteness = _noise(burst)
    if not 0 < seconds <= limits.jitter_step_seconds:
        return None
    if step < limits.jitter_step_meters or whiteness < limits.jitter_whiteness:
        return None
    said = (
        f"{len(burst)} fixes, {seconds:.1f} s apart and still, jump {step:.1f} m from each to the next: "
        f"{whiteness:.0%} of what independent random numbers would"
    )
    if len({(fix.accuracy_meters, fix.altitude_meters) for fix in burst}) == 1:
        said += ", while accuracy and altitude stay the same to the last digit."
        if whiteness < limits.jitter_surely:
            return Signal(SignalCode.UNNATURAL_JITTER, Severity.SOFT, 30, said)
        return Signal(SignalCode.UNNATURAL_JITTER, Severity.HARD, 70, said)
    return Signal(SignalCode.UNNATURAL_JITTER, Severity.SOFT, 20, f"{said}.")


def _are_a_receivers(burst: Sequence[Fix], limits: Thresholds) -> bool:
    """Networks come to another position every half minute, and repeat it in between."""
    if all(map(is_satellite, burst)):
        return True
    is_named = any(fix.provider is FixProvider.NETWORK for fix in burst)
    return limits.jitter_unnamed and not is_named and len({fix.raw for fix in burst}) == len(burst)


def _is_moving(burst: Sequence[Fix], limits: Thresholds) -> bool:
    return any((fix.speed_meters_per_second or 0.0) > limits.jitter_still_meters_per_second for fix in burst)


def _noise(burst: Sequence[Fix]) -> tuple[float, float]:
    """Root mean square of the steps in metres, and whiteness."""
    scale = _METERS_A_DEGREE * cos(radians(burst[0].position.latitude))
    places = [(fix.position.longitude * scale, fix.position.latitude * _METERS_A_DEGREE) for fix in burst]
    center = fmean(x for x, _ in places), fmean(y for _, y in places)
    steps = fmean((c - a) ** 2 + (d - b) ** 2 for (a, b), (c, d) in pairwise(places))
    spread = sum((x - center[0]) ** 2 + (y - center[1]) ** 2 for x, y in places) / (len(places) - 1)
    return steps**0.5, 0.0 if spread == 0 else steps / (2 * spread)
