"""What a decision does to the visits of a case: a pure table."""

from accounts import Standing
from reviews.kinds import CaseKind, Decision

_STANDINGS = {
    Decision.CLEARED: Standing.COUNTED,
    Decision.BAD_ACCOUNT_DATA: Standing.COUNTED,
    Decision.CONFIRMED: Standing.VOIDED,
    Decision.INCONCLUSIVE: Standing.VOIDED,
}


def standing_after(kind: CaseKind, decision: Decision) -> Standing:
    """How the visits of a case stand once it is decided.

    A sampled visit counted before, and nothing spoke against it: what can't be settled changes nothing there.
    """
    if kind is CaseKind.SAMPLE and decision is Decision.INCONCLUSIVE:
        return Standing.COUNTED
    return _STANDINGS[decision]
