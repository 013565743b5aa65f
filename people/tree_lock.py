"""The tree as a whole is held still by whoever adds to it or answers from it, and is let go for a move."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_KEY = 0xD0E01


def hold_tree_still(session: Session) -> None:
    """No unit moves before this transaction ends. To be taken before the row of any unit is locked."""
    session.execute(text(f"SELECT pg_advisory_xact_lock_shared({_KEY})"))


def lock_tree(session: Session) -> None:
    """Nobody else adds a unit or a member, moves a unit, or answers a mutation before this transaction ends."""
    session.execute(text(f"SELECT pg_advisory_xact_lock({_KEY})"))
