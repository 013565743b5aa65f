"""The rep concerned disagrees: another reviewer decides."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from core import audit, events, text
from core.errors import NotAllowed
from people import Actor
from reviews.find_case import find_case, has_said
from reviews.kinds import CaseEventKind, CaseStatus
from reviews.record import enter_queue_again, record_event
from reviews.rules import APPEAL_DUE, CaseNotOpen
from reviews.tables import ReviewCase


def appeal_case(session: Session, actor: Actor, *, case_id: UUID, note: str, now: datetime) -> UUID:
    """The case's id; again, where the actor has appealed with these very words.

    Raises InvalidInput, NotFound, NotAllowed, CaseNotOpen.
    """
    note = text.note(note, "note")
    case = find_case(session, actor, case_id, lock=True)
    if case.member_id != actor.member_id:
        raise NotAllowed("Only the member whose visits a case is about may appeal.")
    if case.appealed_at is not None and has_said(session, actor, case_id, CaseEventKind.APPEALED, note):
        return case_id
    status = case.status(now)
    if status is not CaseStatus.DECIDED:
        raise CaseNotOpen(status)
    due_at = now + APPEAL_DUE
    appealed = {"appealed_at": now, "due_at": due_at, "taken_by": None, "taken_until": None}
    session.execute(update(ReviewCase).where(ReviewCase.id == case_id).values(appealed))
    enter_queue_again(session, case_id, due_at)
    record_event(session, case_id=case_id, kind=CaseEventKind.APPEALED, by_id=actor.member_id, note=note, now=now)
    audit.record(session, now=now, member_id=actor.member_id, act="appealCase", subject_id=case_id)
    told = {"member": str(case.member_id)}
    events.publish(session, now=now, kind="case.appealed", subject_id=case_id, payload=told)
    return case_id
