"""The tree as a whole is held still by whoever adds to it or answers from it, and is let go for a move."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import advisory
from people.tables import OrgUnit

_TREE = "org tree"
HOLD_TREE_STILL = advisory.sharing(_TREE)
"What `hold_tree_still` does, to be sent along with something else."


def hold_tree_still(session: Session) -> None:
    """No unit moves before this transaction ends. To be taken before the row of any unit is locked."""
    advisory.share(session, _TREE)


def lock_unit(session: Session, unit_id: UUID) -> list[UUID] | None:
    """The path of a unit that now can't move before this transaction ends; None where there is none."""
    hold_tree_still(session)
    return session.scalar(select(OrgUnit.path).where(OrgUnit.id == unit_id).with_for_update(read=True))


def lock_tree(session: Session) -> None:
    """Nobody else adds a unit or a member, moves a unit, or answers a mutation before this transaction ends."""
    advisory.lock(session, _TREE)
