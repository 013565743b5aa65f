"""The phone was probably not at the account."""

from visits.evidence import Evidence
from visits.kinds import Presence
from visits.presence import presence_of
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.thresholds import Thresholds


def outside_geofence(evidence: Evidence, _: Thresholds) -> Signal | None:
    if presence_of(evidence) is not Presence.OFF_SITE:
        return None
    assert evidence.distance_meters is not None
    assert evidence.on_site_probability is not None
    return Signal(
        SignalCode.OUTSIDE_GEOFENCE,
        Severity.INFO,
        0,
        f"The fix lies {evidence.distance_meters:.0f} m from the account, whose geofence is "
        f"{evidence.geofence_meters} m: {evidence.on_site_probability:.1%} likely to have been inside.",
    )
