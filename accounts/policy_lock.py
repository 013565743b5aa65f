"""Releases and changes of what they go by take turns, so that nothing is released by a policy that was just changed."""

from sqlalchemy.orm import Session

from core import advisory
from people import hold_tree_still

_POLICIES = "pool policies"


def hold_policies_still(session: Session) -> None:
    """No pool policy is set, and no unit moves, before this transaction ends. Lock accounts after it."""
    advisory.share(session, _POLICIES)
    hold_tree_still(session)


def lock_policies(session: Session) -> None:
    """Nothing is released before this transaction ends."""
    advisory.lock(session, _POLICIES)
