"""A visit's standing changes after the fact: a person has decided, or a later visit has cast a doubt on it.

It takes effect at once, and as often as a person decides anew: the visit, its marks in the logs, its account's clock.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import accounts
from accounts import Standing
from core import events
from visits.kinds import Presence
from visits.log import move_marks
from visits.tables import Visit


def change_standings(
    session: Session, standings: Mapping[UUID, Standing], *, case_id: UUID | None = None, now: datetime
) -> None:
    """Give each visit its new standing, in whatever case; one that the policy refused stays VOIDED.

    Lock the visits' accounts before.
    """
    changed = {
        visit_id: (unit_path, Presence(presence), standings[visit_id])
        for visit_id, unit_path, presence, standing in session.execute(_LOCK.where(Visit.id.in_(standings)))
        if standing != standings[visit_id]
    }
    for standing in sorted({standing for _, _, standing in changed.values()}):
        ids = [id for id, (_, _, new) in changed.items() if new is standing]
        session.execute(update(Visit).where(Visit.id.in_(ids)).values(standing=standing))
        move_marks(session, {id: changed[id][:2] for id in ids}, standing)
        accounts.change_credits(session, visit_ids=ids, standing=standing)
    if changed:
        case = None if case_id is None else str(case_id)
        told = {id: {"standing": str(standing), "case": case} for id, (_, _, standing) in changed.items()}
        events.publish_each(session, now=now, kind="visit.decided", payloads=told)


_LOCK = (
    select(Visit.id, Visit.unit_path, Visit.presence, Visit.standing).where(Visit.refused.is_(False)).order_by(Visit.id)
).with_for_update(key_share=True)
