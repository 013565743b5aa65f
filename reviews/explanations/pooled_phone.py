"""A phone that lies in the office is many reps' phone."""

from reviews.evidence import USERS_COUNTED, CaseEvidence
from reviews.explanations.explanation import Checked, InnocentExplanation

FEWEST_USERS = 3


def pooled_phone(evidence: CaseEvidence) -> Checked:
    if not evidence.users_of_devices:
        return Checked(InnocentExplanation.POOLED_PHONE, None, "It isn't known which phone sent the visits.")
    users = max(evidence.users_of_devices.values())
    days = USERS_COUNTED.days
    figures = f"{users} members have used one phone of this case in {days} days; {FEWEST_USERS} make it a pool's."
    return Checked(InnocentExplanation.POOLED_PHONE, users >= FEWEST_USERS, figures)
