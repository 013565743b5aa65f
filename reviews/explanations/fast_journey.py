"""Between two fixes lay a journey that trains or planes make."""

from itertools import pairwise

from geo import distance_meters
from reviews.evidence import CaseEvidence
from reviews.explanations.explanation import Checked, InnocentExplanation
from visits import Sighting

FASTEST_TRAIN_KMH = 300.0
FASTEST_PLANE_KMH = 1000.0
SHORTEST_FLIGHT_METERS = 150_000.0


def fast_journey(evidence: CaseEvidence) -> Checked:
    """The fastest leg of that time, by the fixes' own clock and with their accuracies in the member's favour."""
    seen = [sighting for sighting in (*evidence.sightings, *evidence.around) if sighting.fix is not None]
    seen.sort(key=lambda sighting: sighting.checked_in_at)
    legs = [_leg(before, after) for before, after in pairwise(seen)]
    if not legs:
        return Checked(InnocentExplanation.FAST_JOURNEY, None, "There are no two fixes that time to travel between.")
    kmh, meters = max(legs)
    allowed = FASTEST_PLANE_KMH if meters >= SHORTEST_FLIGHT_METERS else FASTEST_TRAIN_KMH
    figures = f"The fastest of {len(legs)} ways took {kmh:.0f} km/h at least, over {meters / 1000:.1f} km."
    return Checked(InnocentExplanation.FAST_JOURNEY, kmh <= allowed, figures)


def _leg(before: Sighting, after: Sighting) -> tuple[float, float]:
    assert before.fix is not None
    assert after.fix is not None
    between = distance_meters(before.fix.position, after.fix.position)
    meters = max(0.0, between - before.fix.accuracy_meters - after.fix.accuracy_meters)
    seconds = max(1.0, abs((after.fix.recorded_at - before.fix.recorded_at).total_seconds()))
    return meters / seconds * 3.6, meters
