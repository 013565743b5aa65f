"""A reviewer decides a case, with effect at once; another decides it for good, should the rep concerned appeal."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import accounts
import regions
import visits
from core import audit, events, text
from people import Actor
from reviews.effects import standing_after
from reviews.find_case import find_case, has_said
from reviews.kinds import CaseEventKind, CaseStatus, Decision
from reviews.pins import settle_pin, wanted_correction
from reviews.record import leave_queue, record_event
from reviews.rules import CaseState, Pin, require_open_to, require_reviewer
from reviews.ruling import Ruling
from reviews.tables import CaseVisit, ReviewCase
from visits import VisitForReview


def decide_case(session: Session, actor: Actor, *, case_id: UUID, ruling: Ruling, now: datetime) -> UUID:
    """The case's id; again, where the actor has decided it with these very words.

    An open case that nobody has taken may be decided without taking it.
    Raises NotAllowed, InvalidInput, NotFound, CaseTaken, CaseNotOpen.
    """
    require_reviewer(actor)
    ruling = replace(ruling, note=text.note(ruling.note, "note"))
    case = _held(session, actor, case_id, ruling)
    is_decided_so = case.decided_by == actor.member_id and case.decision is ruling.decision
    if is_decided_so and has_said(session, actor, case_id, CaseEventKind.DECIDED, ruling.note):
        return case_id
    require_open_to(case, actor.member_id, now)
    is_final = case.status(now) is CaseStatus.APPEALED
    filed = _visits(session, case_id)
    correction = wanted_correction(ruling, {visit.account_id for visit in filed})
    pin = settle_pin(session, actor, case, correction, now=now)
    standing = standing_after(case.kind, ruling.decision)
    visits.change_standings(session, {visit.id: standing for visit in filed}, case_id=case_id, now=now)
    _store(session, actor, case, ruling.decision, pin, is_final=is_final, now=now)
    _tell(session, actor, case, ruling, is_final=is_final, now=now)
    return case_id


def _held(session: Session, actor: Actor, case_id: UUID, ruling: Ruling) -> CaseState:
    """The case, locked after the accounts of its visits, and those after the boundaries where a pin may move."""
    case = find_case(session, actor, case_id, lock=False)
    if ruling.position is not None or case.pin is not None:
        regions.share_boundaries(session)
    accounts.lock_accounts(session, {visit.account_id for visit in _visits(session, case_id)})
    return find_case(session, actor, case_id, lock=True)


def _visits(session: Session, case_id: UUID) -> list[VisitForReview]:
    visit_ids = session.scalars(select(CaseVisit.visit_id).where(CaseVisit.case_id == case_id)).all()
    return list(visits.visits_for_review(session, visit_ids).values())


def _store(
    session: Session,
    actor: Actor,
    case: CaseState,
    decision: Decision,
    pin: Pin | None,
    *,
    is_final: bool,
    now: datetime,
) -> None:
    """How the case stands from now on; it may be appealed for as long as the policy of its unit says."""
    unit_id = case.unit_path[-1]
    appeal_days = accounts.visit_policies(session, [unit_id], now)[unit_id].appeal_days
    ending = {"closed_at": now} if is_final else {"appealable_until": now + timedelta(days=appeal_days)}
    values: dict[str, object] = {
        "decision": decision,
        "decided_by": actor.member_id,
        "decided_at": now,
        "pin_account_id": None if pin is None else pin.account_id,
        "pin_moved_at": None if pin is None else pin.moved_at,
    }
    session.execute(update(ReviewCase).where(ReviewCase.id == case.id).values(values | ending))
    leave_queue(session, [case.id])


def _tell(session: Session, actor: Actor, case: CaseState, ruling: Ruling, *, is_final: bool, now: datetime) -> None:
    happened = partial(record_event, session, case_id=case.id, by_id=actor.member_id, now=now)
    happened(kind=CaseEventKind.DECIDED, decision=ruling.decision, note=ruling.note)
    if is_final:
        happened(kind=CaseEventKind.CLOSED)
    told: dict[str, str | bool] = {
        "kind": str(case.kind),
        "decision": str(ruling.decision),
        "member": str(case.member_id),
        "final": is_final,
    }
    audit.record(session, now=now, member_id=actor.member_id, act="decideCase", subject_id=case.id, details=told)
    events.publish(session, now=now, kind="case.decided", subject_id=case.id, payload=told)
