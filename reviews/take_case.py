"""A reviewer takes a case to look at it; others leave it alone meanwhile."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from core import audit
from people import Actor
from reviews.find_case import find_case
from reviews.kinds import CaseEventKind
from reviews.record import record_event
from reviews.rules import TAKEN_FOR, require_open_to, require_reviewer
from reviews.tables import ReviewCase


def take_case(session: Session, actor: Actor, *, case_id: UUID, now: datetime) -> UUID:
    """The case's id; again, while the actor's own taking lasts. Raises NotAllowed, NotFound, CaseTaken, CaseNotOpen."""
    require_reviewer(actor)
    case = find_case(session, actor, case_id, lock=True)
    require_open_to(case, actor.member_id, now)
    if case.taker(now) == actor.member_id:
        return case_id
    until = now + TAKEN_FOR
    taken = update(ReviewCase).where(ReviewCase.id == case_id).values(taken_by=actor.member_id, taken_until=until)
    session.execute(taken)
    record_event(session, case_id=case_id, kind=CaseEventKind.TAKEN, by_id=actor.member_id, until=until, now=now)
    audit.record(session, now=now, member_id=actor.member_id, act="takeCase", subject_id=case_id)
    return case_id
