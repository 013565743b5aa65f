"""Accounts, their pools and the policies over them: what changes them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import accounts
from api.accounts import loaders
from api.accounts.inputs import (
    AddAccountInput,
    ImportAccountsInput,
    UpdateAccountInput,
    account_changes,
    new_account,
    new_account_or_refusal,
)
from api.accounts.kinds import AccountStage
from api.accounts.refusals import (
    AlreadyOwned,
    CapacityReached,
    DailyLimitReached,
    ImportRefused,
    LikelyDuplicate,
    OutsideYourRegion,
    ProtectedFromFormerOwner,
)
from api.accounts.types import Account, account_node
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


@strawberry.type
class AccountSuccess:
    account: Account


@strawberry.type
class ImportAccountsSuccess:
    imported: int
    accounts: list[Account]


AddAccountResult = Annotated[
    AccountSuccess | LikelyDuplicate | OutsideYourRegion | CapacityReached | InvalidInput | NotAllowed,
    strawberry.union("AddAccountResult"),
]
UpdateAccountResult = Annotated[
    AccountSuccess | LikelyDuplicate | OutsideYourRegion | InvalidInput | NotFound | NotAllowed,
    strawberry.union("UpdateAccountResult"),
]
ImportAccountsResult = Annotated[
    ImportAccountsSuccess | ImportRefused | NotAllowed, strawberry.union("ImportAccountsResult")
]
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
class AccountMutations:
    @strawberry.mutation(
        description="A rep's own find enters the rep's private pool; a manager's or an admin's enters the public pool."
    )
    def add_account(self, info: Info, input: AddAccountInput) -> AddAccountResult:
        context = info.context
        actor = context.actor
        return act(
            info,
            lambda: accounts.add_account(context.session, actor, account=new_account(input), now=context.now),
            lambda account_id: AccountSuccess(account=_account(info, account_id)),
        )

    @strawberry.mutation(
        description="Into the public pools. All or nothing, up to 10000 rows; refused rows are named by index with the "
        "reason. For managers and admins."
    )
    def import_accounts(self, info: Info, input: ImportAccountsInput) -> ImportAccountsResult:
        context = info.context
        actor = context.actor
        rows = [new_account_or_refusal(row) for row in input.accounts]
        return act(
            info,
            lambda: accounts.import_accounts(context.session, actor, rows=rows, now=context.now),
            lambda ids: _imported(info, ids),
        )

    @strawberry.mutation(
        description="Fields absent stay. A rep may correct own accounts and, while visiting, pool accounts; moving a "
        "pin is on record and weighed as evidence."
    )
    def update_account(self, info: Info, input: UpdateAccountInput) -> UpdateAccountResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: accounts.update_account(
                context.session,
                actor,
                account_id=account_id,
                changes=account_changes(input),
                visiting=False,
                now=context.now,
            ),
            lambda _: AccountSuccess(account=_account(info, account_id)),
            subject_id=account_id,
        )

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
            lambda _: AccountSuccess(account=_account(info, account_id)),
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
            lambda _: AccountSuccess(account=_account(info, account_id)),
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
            lambda _: AccountSuccess(account=_account(info, account_id)),
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
            lambda _: AccountSuccess(account=_account(info, account_id)),
            subject_id=account_id,
        )


def _account(info: Info, account_id: UUID) -> Account:
    view = loaders.account_views(info).get(account_id)
    assert view is not None, "whoever changed an account sees it"
    return account_node(info, view)


def _imported(info: Info, ids: list[UUID]) -> ImportAccountsSuccess:
    loaders.account_views(info).want(ids)
    return ImportAccountsSuccess(imported=len(ids), accounts=[_account(info, id) for id in ids])
