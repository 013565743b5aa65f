"""A speed that stays the same to the last digit while the positions don't go that way."""

from visits.evidence import Evidence
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds

_SLOWER = 0.25


def constant_speed(evidence: Evidence, limits: Thresholds) -> Signal | None:
    burst = evidence.phone.burst
    speeds = {fix.speed_meters_per_second for fix in burst}
    speed = next(iter(speeds), None)
    if len(burst) < limits.frozen_fixes or len(speeds) > 1 or not speed:
        return None
    seconds = (burst[-1].recorded_at - burst[0].recorded_at).total_seconds()
    moved = meters_between(burst[0].position, burst[-1].position)
    if seconds < limits.frozen_seconds or moved > _SLOWER * speed * seconds:
        return None
    said = (
        f"All {len(burst)} fixes of the burst tell a speed of {speed:g} m/s, but over {seconds:.0f} s they come "
        f"{moved:.1f} m far."
    )
    return Signal(SignalCode.CONSTANT_SPEED, Severity.SOFT, 15, said)
