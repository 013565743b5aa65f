"""Checking in and out, and sending what a phone has queued."""

from collections.abc import Callable, Sequence
from uuid import UUID

import strawberry

import reviews
import visits
from api.acts import act
from api.context import Info
from api.errors import refusal_of
from api.global_ids import identifier_of
from api.visits import loaders
from api.visits.evidence import EvidenceInput, read_signature
from api.visits.inputs import (
    CheckInInput,
    CheckOutInput,
    SyncVisitsInput,
    read_check_in,
    read_check_out,
    read_entry,
)
from api.visits.results import (
    CheckInResult,
    CheckInSuccess,
    CheckOutResult,
    CheckOutSuccess,
    SyncOutcome,
    SyncVisitResult,
    SyncVisitsPayload,
)
from api.visits.types import own_visit
from core.db import writing
from core.errors import DomainError


@strawberry.type
class VisitMutations:
    @strawberry.mutation(
        description="Idempotent by visitId, which is unique per member and shared by checkIn and syncVisits. The same "
        "input means equal accountId, recordedAt and fix (check-outs: recordedAt, fix, outcome, note, stage); sentAt, "
        "uptimes and evidence are fresh at every try and not compared. The same input again answers with the first "
        "outcome; another one under the id is VisitIdReused. Only an outcome that stored a visit is bound to the id: "
        "any other refusal may be tried again."
    )
    def check_in(self, info: Info, input: CheckInInput) -> CheckInResult:
        context = info.context
        actor = context.actor
        (signature,) = _received(info, [input.evidence])
        return act(
            info,
            lambda: visits.check_in(
                context.session,
                actor,
                read_check_in(input, sent_at=input.sent_at, signature=signature),
                file=_filing(info),
                now=context.now,
            ),
            lambda id: CheckInSuccess(visit=own_visit(info, id)),
            subject_id=identifier_of("Account", input.account_id),
        )

    @strawberry.mutation(
        description="A visit forgotten open is closed by the server at the end of the member's day, and says so."
    )
    def check_out(self, info: Info, input: CheckOutInput) -> CheckOutResult:
        context = info.context
        actor = context.actor
        return act(
            info,
            lambda: visits.check_out(
                context.session,
                actor,
                read_check_out(input, visit_id=input.visit_id, sent_at=input.sent_at),
                now=context.now,
            ),
            lambda id: CheckOutSuccess(visit=own_visit(info, id)),
            subject_id=input.visit_id,
        )

    @strawberry.mutation(
        description="A phone's offline queue, up to 200 visits (above: every outcome is InvalidInput on `visits`), in "
        "any order, as often as the phone likes. One outcome for each entry, in input order; a refused entry spoils "
        "none of the others. An entry for a known visit adds only its checkOut. An open visit elsewhere doesn't matter "
        "here. Ownership, regions and policies are judged as they were at the corrected recordedAt. A checkOut that "
        "comes after the end of the visit, or a stage that may not be set any more, is passed over: the visit as it "
        "stands is the answer."
    )
    def sync_visits(self, info: Info, input: SyncVisitsInput) -> SyncVisitsPayload:
        context = info.context
        actor = context.actor
        too_many = len(input.visits) > visits.MOST_QUEUED
        signatures = _received(info, [None if too_many else entry.evidence for entry in input.visits])
        entries = [
            read_entry(entry, sent_at=input.sent_at, signature=signature)
            for entry, signature in zip(input.visits, signatures, strict=True)
        ]
        return act(
            info,
            lambda: visits.sync_visits(context.session, actor, entries, file=_filing(info), now=context.now),
            lambda outcomes: _payload(info, outcomes),
        )


def _filing(info: Info) -> Callable[[Sequence[UUID]], object]:
    """What a person has to look at is filed in the transaction that stores it."""
    return lambda ids: reviews.open_cases(info.context.session, ids, info.context.now)


def _received(info: Info, evidence: Sequence[EvidenceInput | None]) -> list[visits.ReceivedSignature | None]:
    """What the devices' signatures are worth. They are kept whatever becomes of the check-ins: the devices did sign."""
    signatures = [read_signature(each) for each in evidence]
    context = info.context
    if not any(signatures):
        return [None for _ in signatures]
    with writing(context.session):
        return visits.receive_signatures(
            context.session, member_id=context.actor.member_id, signatures=signatures, now=context.now
        )


def _payload(info: Info, outcomes: Sequence[visits.QueueOutcome]) -> SyncVisitsPayload:
    loaders.visit_views(info).want([_visit_id(outcome.result) for outcome in outcomes])
    shown = [_shown(info, outcome.result) for outcome in outcomes]
    return SyncVisitsPayload(
        outcomes=[
            SyncOutcome(visit_id=outcome.visit_id, replayed=outcome.replayed, result=result)
            for outcome, result in zip(outcomes, shown, strict=True)
        ]
    )


def _visit_id(result: UUID | DomainError | None) -> UUID | None:
    if isinstance(result, visits.TooFarFromAccount):
        return result.id
    return None if isinstance(result, DomainError) else result


def _shown(info: Info, result: UUID | DomainError | None) -> SyncVisitResult | None:
    if isinstance(result, DomainError):
        return refusal_of(result, info)  # type: ignore[return-value]  # the schema holds the union to its members
    return None if result is None else CheckInSuccess(visit=own_visit(info, result))
