"""Checking in and out."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import visits
from api.accounts.kinds import AccountStage
from api.accounts.refusals import OutsideYourRegion
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of
from api.visits import loaders
from api.visits.fix import FixInput, read_fix
from api.visits.kinds import VisitOutcome
from api.visits.refusals import (
    NotYourAccount,
    TooFarFromAccount,
    TooLate,
    VisitAlreadyOpen,
    VisitIdReused,
    VisitNotOpen,
)
from api.visits.types import Visit, visit_node


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


@strawberry.input
class CheckOutInput:
    visit_id: UUID
    recorded_at: datetime | None = None
    fix: FixInput | None = None
    sent_at: datetime
    outcome: VisitOutcome
    note: str | None = None
    stage: AccountStage | None = None


@strawberry.type
class CheckInSuccess:
    visit: Visit


@strawberry.type
class CheckOutSuccess:
    visit: Visit


CheckInResult = Annotated[
    CheckInSuccess
    | TooFarFromAccount
    | OutsideYourRegion
    | NotYourAccount
    | VisitAlreadyOpen
    | VisitIdReused
    | TooLate
    | InvalidInput
    | NotFound
    | NotAllowed,
    strawberry.union("CheckInResult"),
]
CheckOutResult = Annotated[
    CheckOutSuccess | VisitNotOpen | TooLate | InvalidInput | NotFound | NotAllowed, strawberry.union("CheckOutResult")
]


@strawberry.type
class VisitMutations:
    @strawberry.mutation(
        description="Idempotent by visitId, which is unique per member. The same input means equal accountId, "
        "recordedAt and fix (check-outs: recordedAt, fix, outcome, note, stage); sentAt is fresh at every try and "
        "not compared. The same input again answers with the first outcome; another one under the id is "
        "VisitIdReused. Only an outcome that stored a visit is bound to the id: any other refusal may be tried again."
    )
    def check_in(self, info: Info, input: CheckInInput) -> CheckInResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: visits.check_in(context.session, actor, _check_in(input, account_id), now=context.now),
            lambda id: CheckInSuccess(visit=_visit(info, id)),
            subject_id=account_id,
        )

    @strawberry.mutation(
        description="A visit forgotten open is closed by the server at the end of the member's day, and says so."
    )
    def check_out(self, info: Info, input: CheckOutInput) -> CheckOutResult:
        context = info.context
        actor = context.actor
        return act(
            info,
            lambda: visits.check_out(context.session, actor, _check_out(input), now=context.now),
            lambda id: CheckOutSuccess(visit=_visit(info, id)),
            subject_id=input.visit_id,
        )


def _check_in(input: CheckInInput, account_id: UUID) -> visits.CheckIn:
    return visits.CheckIn(
        visit_id=input.visit_id,
        account_id=account_id,
        recorded_at=input.recorded_at,
        fix=read_fix(input.fix, "fix"),
        no_fix_reason=input.no_fix_reason or None,
        sent_at=input.sent_at,
    )


def _check_out(input: CheckOutInput) -> visits.CheckOut:
    return visits.CheckOut(
        visit_id=input.visit_id,
        recorded_at=input.recorded_at,
        fix=read_fix(input.fix, "fix"),
        sent_at=input.sent_at,
        outcome=input.outcome,
        note=input.note or None,
        stage=input.stage,
    )


def _visit(info: Info, id: UUID) -> Visit:
    view = loaders.visit_views(info).get(id)
    assert view is not None, "every rep sees own visits"
    return visit_node(info, view)
