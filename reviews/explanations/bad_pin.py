"""A customer that was badly geocoded: whoever visits it stands off the pin, all in one place."""

from statistics import median
from uuid import UUID

from geo import Fix, Position, distance_meters
from reviews.evidence import CaseEvidence
from reviews.explanations.explanation import Checked, InnocentExplanation

FEWEST_MEMBERS = 2
SAME_PLACE_METERS = 100.0
VAGUEST_METERS = 100.0


def bad_pin(evidence: CaseEvidence) -> Checked:
    found = [checked for account_id in sorted(evidence.accounts) if (checked := _at(evidence, account_id)) is not None]
    if not found:
        figures = f"Fewer than {FEWEST_MEMBERS} others are known to have visited the customers."
        return Checked(InnocentExplanation.BAD_PIN, None, figures)
    return next((checked for checked in found if checked.holds), found[0])


def _at(evidence: CaseEvidence, account_id: UUID) -> Checked | None:
    """What the visits of others to one account say of its pin."""
    account = evidence.accounts[account_id]
    others = {each.visit_id: each for each in evidence.others if each.account_id == account_id and _is_fine(each.fix)}
    members = {each.member_id for each in others.values()}
    if len(members) < FEWEST_MEMBERS:
        return None
    places = [each.fix.position for each in others.values() if each.fix is not None]
    middle = Position(median(p.longitude for p in places), median(p.latitude for p in places))
    off = distance_meters(middle, account.position)
    spread = median(distance_meters(middle, place) for place in places)
    own = [each for each in evidence.sightings if each.account_id == account_id]
    near = [distance_meters(middle, each.fix.position) for each in own if each.fix is not None]
    holds = (
        off > min(each.geofence_meters for each in own)
        and spread <= SAME_PLACE_METERS
        and bool(near)
        and min(near) <= SAME_PLACE_METERS
    )
    figures = (
        f"{len(places)} visits of {len(members)} others lie {off:.0f} m off the pin in the middle, and half of them "
        f"within {spread:.0f} m of that place."
    )
    return Checked(InnocentExplanation.BAD_PIN, holds, figures)


def _is_fine(fix: Fix | None) -> bool:
    return fix is not None and fix.accuracy_meters <= VAGUEST_METERS and not fix.mocked
