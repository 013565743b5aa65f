"""Positions from Wi-Fi and cells repeat to the last digit and jump: poor proof, and no sign of fraud."""

from geo import FixProvider
from reviews.evidence import CaseEvidence
from reviews.explanations.explanation import Checked, InnocentExplanation


def network_fix(evidence: CaseEvidence) -> Checked:
    fixes = [sighting.fix for sighting in evidence.sightings if sighting.fix is not None]
    if not fixes:
        return Checked(InnocentExplanation.NETWORK_FIX, None, "No fix is kept.")
    coarse = [fix for fix in fixes if fix.provider is FixProvider.NETWORK]
    figures = f"{len(coarse)} of {len(fixes)} fixes came from Wi-Fi or cells."
    return Checked(InnocentExplanation.NETWORK_FIX, len(coarse) == len(fixes), figures)
