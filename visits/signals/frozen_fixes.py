"""A receiver that stands still wanders; one that is made up may not.

Some chips hold the last position while they believe to stand, for up to two minutes on real traces:
they then keep the bearing of the last movement, at no speed, which is milder. So are coordinates of
six decimals and less, on whose coarse grid a still receiver repeats itself.
"""

from collections.abc import Sequence

from geo import Fix
from visits.evidence import Evidence
from visits.satellite import is_satellite
from visits.signals.digits import decimals_of
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds
from visits.signals.usual_decimals import is_coarser_than_usual

_FINE_DECIMALS = 7


def frozen_fixes(evidence: Evidence, limits: Thresholds) -> Signal | None:
    burst = evidence.phone.burst
    if len(burst) < limits.frozen_fixes or not all(map(is_satellite, burst)):
        return None
    seconds = (burst[-1].recorded_at - burst[0].recorded_at).total_seconds()
    spread = max(meters_between(burst[0].position, fix.position) for fix in burst)
    if seconds < limits.frozen_seconds or spread > limits.frozen_meters or not _are_apart_in_time(burst):
        return None
    severity, weight = Severity.HARD, 80
    if _is_held(burst):
        severity, weight = Severity.SOFT, limits.frozen_held_weight
    elif _is_on_coarse_grid(burst, evidence, limits):
        severity, weight = Severity.SOFT, 30
    return Signal(
        SignalCode.FROZEN_FIXES,
        severity,
        weight,
        f"{len(burst)} satellite fixes over {seconds:.0f} s lie within {spread * 100:.1f} cm of each other.",
    )


def _are_apart_in_time(burst: Sequence[Fix]) -> bool:
    """Not one fix told again and again."""
    return len({fix.recorded_at for fix in burst}) == len(burst)


def _is_on_coarse_grid(burst: Sequence[Fix], evidence: Evidence, limits: Thresholds) -> bool:
    """By nature: a phone that gives finer ones else has none."""
    this = evidence.history.this
    if max(map(decimals_of, burst)) >= _FINE_DECIMALS:
        return False
    is_cut = this is not None and is_coarser_than_usual(this, evidence.history.own, limits)
    return not (limits.frozen_knows_phone and is_cut)


def _is_held(burst: Sequence[Fix]) -> bool:
    return all(fix.speed_meters_per_second == 0 and fix.bearing_degrees for fix in burst)
