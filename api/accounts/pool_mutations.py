"""How accounts change hands and come a step further."""

from datetime import datetime
from typing import Annotated

import strawberry

import accounts
from api.accounts.kinds import AccountStage
from api.accounts.refusals import (
    AlreadyOwned,
    CapacityReached,
    DailyLimitReached,
    OutsideYourRegion,
    ProtectedFromFormerOwner,
)
from api.accounts.success import AccountSuccess, account_success
from api.accounts.types import account_node
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of


@strawberry.input
class ClaimAccountInput:
    account_id: strawberry.ID


@strawberry.input
class ReleaseAccountInput:
    account_id: strawberry.ID
    reason: str


@strawberry.input
class AssignAccountInput:
    account_id: strawberry.ID
    member_id: strawberry.ID
    reason: str


@strawberry.input
class AdvanceAccountInput:
    account_id: strawberry.ID
    stage: AccountStage


@strawberry.input
class RecordFirstOrderInput:
    account_id: strawberry.ID
    order_reference: str
    paid_at: datetime


ClaimAccountResult = Annotated[
    AccountSuccess
    | AlreadyOwned
    | OutsideYourRegion
    | ProtectedFromFormerOwner
    | CapacityReached
    | DailyLimitReached
    | NotFound
    | NotAllowed,
    strawberry.union("ClaimAccountResult"),
]
ReleaseAccountResult = Annotated[
    AccountSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("ReleaseAccountResult")
]
AssignAccountResult = Annotated[
    AccountSuccess | OutsideYourRegion | CapacityReached | InvalidInput | NotFound | NotAllowed,
    strawberry.union("AssignAccountResult"),
]
AdvanceAccountResult = Annotated[
    AccountSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("AdvanceAccountResult")
]
RecordFirstOrderResult = Annotated[
    AccountSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("RecordFirstOrderResult")
]


@strawberry.type
class PoolMutations:
    @strawberry.mutation(
        description="Public pool to the viewer's private pool. Atomic under any contention. Already the viewer's: "
        "success."
    )
    def claim_account(self, info: Info, input: ClaimAccountInput) -> ClaimAccountResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: accounts.claim_account(context.session, actor, account_id=account_id, now=context.now),
            lambda _: account_success(info, account_id),
            subject_id=account_id,
        )

    @strawberry.mutation(description="By its owner, or by a manager or an admin over the owner.")
    def release_account(self, info: Info, input: ReleaseAccountInput) -> ReleaseAccountResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: accounts.release_account(
                context.session, actor, account_id=account_id, reason=input.reason, now=context.now
            ),
            # Shown as it was given back: the rep may have lost sight of it with that.
            lambda view: AccountSuccess(account=account_node(info, view)),
            subject_id=account_id,
        )

    @strawberry.mutation(
        description="A manager gives an account of the subtree, public or private, to a rep of the subtree."
    )
    def assign_account(self, info: Info, input: AssignAccountInput) -> AssignAccountResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: accounts.assign_account(
                context.session,
                actor,
                account_id=account_id,
                member_id=identifier_of("Member", input.member_id),
                reason=input.reason,
                now=context.now,
            ),
            lambda _: account_success(info, account_id),
            subject_id=account_id,
        )

    @strawberry.mutation(
        description="By its owner, or by a manager or an admin in whose sight it is. Any step but to and from CUSTOMER."
    )
    def advance_account(self, info: Info, input: AdvanceAccountInput) -> AdvanceAccountResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: accounts.advance_account(
                context.session, actor, account_id=account_id, stage=input.stage, now=context.now
            ),
            lambda _: account_success(info, account_id),
            subject_id=account_id,
        )

    @strawberry.mutation(
        description="For the order system's role only: the first paid order is what makes a CUSTOMER, not a rep's word."
    )
    def record_first_order(self, info: Info, input: RecordFirstOrderInput) -> RecordFirstOrderResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: accounts.record_first_order(
                context.session,
                actor,
                account_id=account_id,
                order_reference=input.order_reference,
                paid_at=input.paid_at,
                now=context.now,
            ),
            lambda _: account_success(info, account_id),
            subject_id=account_id,
        )
