"""Colleagues who ride along stand at the same door, and their phones hear the same Wi-Fi."""

from datetime import timedelta

from reviews.evidence import CaseEvidence
from reviews.explanations.explanation import Checked, InnocentExplanation

TOGETHER = timedelta(minutes=30)


def colleagues_together(evidence: CaseEvidence) -> Checked:
    beside = {
        other.member_id
        for other in evidence.others
        for own in evidence.sightings
        if other.account_id == own.account_id and abs(other.checked_in_at - own.checked_in_at) <= TOGETHER
    }
    minutes = TOGETHER.total_seconds() / 60
    figures = f"{len(beside)} others checked in at the same customers within {minutes:.0f} minutes."
    return Checked(InnocentExplanation.COLLEAGUES_TOGETHER, bool(beside), figures)
