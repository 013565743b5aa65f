"""What phones send: check-ins, check-outs, and queues of both."""

from datetime import datetime
from uuid import UUID

import strawberry

import visits
from api.accounts.kinds import AccountStage
from api.global_ids import identifier_of
from api.visits.evidence import EvidenceInput, read_evidence
from api.visits.fix import FixInput, read_fix
from api.visits.kinds import VisitOutcome
from core.errors import InvalidInput


@strawberry.input
class CheckInInput:
    visit_id: UUID = strawberry.field(description="Made by the phone, before the first try.")
    account_id: strawberry.ID
    recorded_at: datetime | None = strawberry.field(
        default=None, description="Device clock at the act; absent: sentAt."
    )
    fix: FixInput | None = strawberry.field(
        default=None,
        description="Absent only where the phone could get none; the visit is then UNLOCATED and held.",
    )
    no_fix_reason: str | None = None
    sent_at: datetime = strawberry.field(
        description="Device clock at the sending of this very request; gives the clock's offset."
    )
    evidence: EvidenceInput | None = None


@strawberry.input
class CheckOutInput:
    visit_id: UUID
    recorded_at: datetime | None = None
    fix: FixInput | None = None
    sent_at: datetime
    outcome: VisitOutcome
    note: str | None = None
    stage: AccountStage | None = None


@strawberry.input
class OfflineCheckOutInput:
    recorded_at: datetime
    fix: FixInput | None = None
    outcome: VisitOutcome
    note: str | None = None
    stage: AccountStage | None = None


@strawberry.input(description="recordedAt: the device clock at the moment of the act.")
class OfflineVisitInput:
    visit_id: UUID
    account_id: strawberry.ID
    recorded_at: datetime
    fix: FixInput | None = None
    no_fix_reason: str | None = None
    evidence: EvidenceInput | None = None
    check_out: OfflineCheckOutInput | None = None


@strawberry.input
class SyncVisitsInput:
    sent_at: datetime
    visits: list[OfflineVisitInput]


def read_check_in(
    input: CheckInInput | OfflineVisitInput, *, sent_at: datetime, signature: visits.ReceivedSignature | None
) -> visits.CheckIn:
    """Raises InvalidInput."""
    return visits.CheckIn(
        visit_id=input.visit_id,
        account_id=identifier_of("Account", input.account_id),
        account_named=input.account_id,
        recorded_at=input.recorded_at,
        fix=read_fix(input.fix, "fix"),
        no_fix_reason=input.no_fix_reason or None,
        sent_at=sent_at,
        phone=read_evidence(input.evidence, "evidence"),
        signature=signature,
    )


def read_check_out(
    input: CheckOutInput | OfflineCheckOutInput, *, visit_id: UUID, sent_at: datetime
) -> visits.CheckOut:
    """Raises InvalidInput."""
    return visits.CheckOut(
        visit_id=visit_id,
        recorded_at=input.recorded_at,
        fix=read_fix(input.fix, "fix"),
        sent_at=sent_at,
        outcome=input.outcome,
        note=input.note or None,
        stage=input.stage,
    )


def read_entry(
    input: OfflineVisitInput, *, sent_at: datetime, signature: visits.ReceivedSignature | None
) -> visits.QueueEntry:
    """One visit of a queue, or what is wrong with it."""
    try:
        claim = read_check_in(input, sent_at=sent_at, signature=signature)
        left = input.check_out
        check_out = None if left is None else _offline_check_out(left, visit_id=input.visit_id, sent_at=sent_at)
    except InvalidInput as refusal:
        return visits.QueueEntry(input.visit_id, refusal)
    return visits.QueueEntry(input.visit_id, claim, check_out)


def _offline_check_out(input: OfflineCheckOutInput, *, visit_id: UUID, sent_at: datetime) -> visits.CheckOut:
    try:
        return read_check_out(input, visit_id=visit_id, sent_at=sent_at)
    except InvalidInput as refusal:
        raise refusal.within("checkOut") from None
