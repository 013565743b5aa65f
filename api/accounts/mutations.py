"""New accounts, and corrections of what is known of them."""

from typing import Annotated
from uuid import UUID

import strawberry

import accounts
import visits
from api.accounts import loaders
from api.accounts.inputs import (
    AddAccountInput,
    ImportAccountsInput,
    UpdateAccountInput,
    account_changes,
    new_account,
    new_account_or_refusal,
)
from api.accounts.refusals import (
    CapacityReached,
    ImportRefused,
    LikelyDuplicate,
    OutsideYourRegion,
)
from api.accounts.success import AccountSuccess, account_success, changed_account
from api.accounts.types import Account
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of


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
            lambda account_id: account_success(info, account_id),
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
                visiting=visits.is_visiting(
                    context.session, member_id=actor.member_id, account_id=account_id, now=context.now
                ),
                now=context.now,
            ),
            lambda _: account_success(info, account_id),
            subject_id=account_id,
        )


def _imported(info: Info, ids: list[UUID]) -> ImportAccountsSuccess:
    loaders.account_views(info).want(ids)
    return ImportAccountsSuccess(imported=len(ids), accounts=[changed_account(info, id) for id in ids])
