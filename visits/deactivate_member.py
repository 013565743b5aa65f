"""The last step of putting a member out: the visit that the member is at is over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
from people import Actor
from visits import open_visits


def deactivate_member(
    session: Session, actor: Actor, *, member_id: UUID, hand_over_to_id: UUID | None, now: datetime
) -> UUID:
    """The member's id; who has left already is success. Raises InvalidInput, NotFound, NotAllowed."""
    left = accounts.deactivate_member(session, actor, member_id=member_id, hand_over_to_id=hand_over_to_id, now=now)
    if left:
        open_visits.close_early(session, member_id=member_id, now=now)
    return member_id
