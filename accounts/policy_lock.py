"""Releases and changes of what they go by take turns, so that nothing is released by a policy that was just changed."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from people import hold_tree_still

_KEY = 0xD00D1


def hold_policies_still(session: Session) -> None:
    """No pool policy is set, and no unit moves, before this transaction ends. Lock accounts after it."""
    session.execute(text(f"SELECT pg_advisory_xact_lock_shared({_KEY})"))
    hold_tree_still(session)


def lock_policies(session: Session) -> None:
    """Nothing is released before this transaction ends."""
    session.execute(text(f"SELECT pg_advisory_xact_lock({_KEY})"))
