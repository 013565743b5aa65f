"""A clock that is wrong by a constant, or set to another time zone, moves all times alike."""

from reviews.evidence import CaseEvidence
from reviews.explanations.explanation import Checked, InnocentExplanation

RIGHT_SECONDS = 60.0
STEADY_SECONDS = 120.0


def clock_offset(evidence: CaseEvidence) -> Checked:
    offsets = [sighting.clock_offset_seconds for sighting in (*evidence.sightings, *evidence.around)]
    if not offsets:
        return Checked(InnocentExplanation.CLOCK_OFFSET, None, "This case is about no visit.")
    least, most = min(offsets), max(offsets)
    is_off = max(abs(least), abs(most)) > RIGHT_SECONDS
    figures = f"The phone's clock was {least:+.0f} to {most:+.0f} s off over {len(offsets)} visits."
    return Checked(InnocentExplanation.CLOCK_OFFSET, is_off and most - least <= STEADY_SECONDS, figures)
