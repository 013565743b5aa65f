"""Several customers in one building are visited from one spot."""

from itertools import combinations

from geo import distance_meters
from reviews.evidence import CaseEvidence
from reviews.explanations.explanation import Checked, InnocentExplanation

ONE_BUILDING_METERS = 60.0


def shared_building(evidence: CaseEvidence) -> Checked:
    places = [account.position for account in evidence.accounts.values()]
    if len(places) < 2:
        return Checked(InnocentExplanation.SHARED_BUILDING, None, "Fewer than two of the customers are in sight.")
    meters = max(distance_meters(one, other) for one, other in combinations(places, 2))
    figures = f"The pins of the {len(places)} customers lie up to {meters:.0f} m from each other."
    return Checked(InnocentExplanation.SHARED_BUILDING, meters <= ONE_BUILDING_METERS, figures)
