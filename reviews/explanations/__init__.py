"""The innocent explanations: one small pure file each, all of them asked, all answers shown."""

from reviews.evidence import CaseEvidence
from reviews.explanations.bad_pin import bad_pin
from reviews.explanations.clock_offset import clock_offset
from reviews.explanations.colleagues_together import colleagues_together
from reviews.explanations.datum_confused import datum_confused
from reviews.explanations.explanation import Checked, InnocentExplanation
from reviews.explanations.fast_journey import fast_journey
from reviews.explanations.network_fix import network_fix
from reviews.explanations.pooled_phone import pooled_phone
from reviews.explanations.shared_building import shared_building

_EXPLANATIONS = (
    network_fix,
    fast_journey,
    shared_building,
    colleagues_together,
    pooled_phone,
    clock_offset,
    datum_confused,
    bad_pin,
)


def innocent_explanations(evidence: CaseEvidence) -> list[Checked]:
    """Every explanation, and whether `evidence` bears it out."""
    return [check(evidence) for check in _EXPLANATIONS]


__all__ = ["Checked", "InnocentExplanation", "innocent_explanations"]
