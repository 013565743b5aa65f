"""The rep leaves, and says how it went."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import accounts
import people
from accounts import Stage
from core import audit, text
from core.errors import DomainError, InvalidInput, NotFound
from geo import Fix
from people import Actor
from visits import open_visits, receipts
from visits.device_time import check_device_clock, happened_at, require_in_time
from visits.kinds import VisitOutcome
from visits.record import store_position
from visits.tables import Visit, VisitReceipt


@dataclass(frozen=True, slots=True)
class CheckOut:
    """What a phone says of a check-out; instants are its own clock's."""

    visit_id: UUID
    recorded_at: datetime | None
    fix: Fix | None
    sent_at: datetime
    outcome: VisitOutcome
    note: str | None
    stage: Stage | None

    @property
    def input_hash(self) -> bytes:
        return receipts.hash_of(self.recorded_at, self.fix, self.outcome, self.note, self.stage)


@dataclass(frozen=True, slots=True)
class _Stored:
    id: UUID
    account_id: UUID
    checked_in_at: datetime
    closes_at: datetime
    checked_out_at: datetime | None
    check_out_hash: bytes | None
    refused: bool


class VisitNotOpen(DomainError):
    """The visit is over: checked out, refused, or closed at the end of the day."""

    def __init__(self) -> None:
        super().__init__("This visit is no longer open.")


def check_out(session: Session, actor: Actor, claim: CheckOut, *, now: datetime) -> UUID:
    """The visit's id; again, where the same check-out was stored before.

    Raises InvalidInput, NotFound, TooLate, VisitNotOpen.
    """
    note = None if claim.note is None else text.note(claim.note, "note")
    if claim.fix is not None:
        check_device_clock(claim.fix.recorded_at, "fix.recordedAt", now)
    checked_out_at = happened_at(recorded_at=claim.recorded_at, sent_at=claim.sent_at, received_at=now)
    visit = _gather(session, actor, claim.visit_id)
    if visit.check_out_hash is not None and bytes(visit.check_out_hash) == claim.input_hash:
        return visit.id
    _require_open(visit, checked_out_at)
    policy = accounts.visit_policies(session, [actor.unit_id], now)[actor.unit_id]
    require_in_time(checked_out_at, received_at=now, max_late_hours=policy.max_late_hours)
    _record(session, actor, visit, claim, note=note, checked_out_at=checked_out_at, now=now)
    return visit.id


def _gather(session: Session, actor: Actor, visit_id: UUID) -> _Stored:
    bound = select(VisitReceipt.id).where(VisitReceipt.member_id == actor.member_id, VisitReceipt.visit_id == visit_id)
    visit = session.execute(
        select(
            Visit.id,
            Visit.account_id,
            Visit.checked_in_at,
            Visit.closes_at,
            Visit.checked_out_at,
            Visit.check_out_hash,
            Visit.refused,
        )
        .where(Visit.id == bound.scalar_subquery())
        .with_for_update()
    ).one_or_none()
    if visit is None:
        raise NotFound("visit")
    return _Stored(*visit)


def _require_open(visit: _Stored, checked_out_at: datetime) -> None:
    if visit.refused or visit.checked_out_at is not None or checked_out_at >= visit.closes_at:
        raise VisitNotOpen
    if checked_out_at < visit.checked_in_at:
        raise InvalidInput("recordedAt", "recordedAt lies before the check-in: a visit ends after it began.")


def _record(
    session: Session,
    actor: Actor,
    visit: _Stored,
    claim: CheckOut,
    *,
    note: str | None,
    checked_out_at: datetime,
    now: datetime,
) -> None:
    session.execute(
        update(Visit)
        .where(Visit.id == visit.id)
        .values(checked_out_at=checked_out_at, outcome=claim.outcome, note=note, check_out_hash=claim.input_hash)
    )
    open_visits.close(session, member_id=actor.member_id, visit_id=visit.id)
    if claim.fix is not None and people.is_at_work(session, actor, checked_out_at):
        store_position(session, visit.id, "CHECK_OUT", claim.fix)
    if claim.stage is not None:
        accounts.advance_account(session, actor, account_id=visit.account_id, stage=claim.stage, visiting=True, now=now)
    audit.record(session, now=now, member_id=actor.member_id, act="checkOut", subject_id=visit.id)
