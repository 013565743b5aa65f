"""What a manager does about the automatic release: have it run, or keep an account from it."""

from datetime import datetime
from typing import Annotated

import strawberry

import accounts
from api.accounts.success import AccountSuccess, account_success
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of


@strawberry.input
class ReleaseDueAccountsInput:
    org_unit_id: strawberry.ID


@strawberry.input
class HoldAccountInput:
    account_id: strawberry.ID
    until: datetime = strawberry.field(description="After now, and within 366 days.")
    reason: str


@strawberry.input
class EndAccountHoldInput:
    account_id: strawberry.ID


@strawberry.type
class ReleaseDueAccountsSuccess:
    released: int = strawberry.field(description="By this act: 500 at most.")
    remaining: int = strawberry.field(
        description="Still due. The worker goes on with them; where none runs, send the mutation again until it is 0. "
        "Accounts that somebody is busy with are left for the next time."
    )


ReleaseDueAccountsResult = Annotated[
    ReleaseDueAccountsSuccess | NotFound | NotAllowed, strawberry.union("ReleaseDueAccountsResult")
]
HoldAccountResult = Annotated[
    AccountSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("HoldAccountResult")
]
EndAccountHoldResult = Annotated[AccountSuccess | NotFound | NotAllowed, strawberry.union("EndAccountHoldResult")]


@strawberry.type
class ReleaseMutations:
    @strawberry.mutation(
        description="Run the automatic release for the unit and everything below it, now. For managers and admins."
    )
    def release_due_accounts(self, info: Info, input: ReleaseDueAccountsInput) -> ReleaseDueAccountsResult:
        context = info.context
        actor, unit_id = context.actor, identifier_of("OrgUnit", input.org_unit_id)
        return act(
            info,
            lambda: accounts.release_due_accounts(context.session, actor, unit_id=unit_id, now=context.now),
            lambda done: ReleaseDueAccountsSuccess(released=done.released, remaining=done.remaining),
            subject_id=unit_id,
        )

    @strawberry.mutation(
        description="Keep an account from the automatic release until then, whatever the policy says; replaces the "
        "hold before. For managers and admins over its owner. It is over when the account changes hands."
    )
    def hold_account(self, info: Info, input: HoldAccountInput) -> HoldAccountResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: accounts.hold_account(
                context.session, actor, account_id=account_id, until=input.until, reason=input.reason, now=context.now
            ),
            lambda _: account_success(info, account_id),
            subject_id=account_id,
        )

    @strawberry.mutation(description="The account is released by the policy again. Without a hold: success.")
    def end_account_hold(self, info: Info, input: EndAccountHoldInput) -> EndAccountHoldResult:
        context = info.context
        actor, account_id = context.actor, identifier_of("Account", input.account_id)
        return act(
            info,
            lambda: accounts.end_account_hold(context.session, actor, account_id=account_id, now=context.now),
            lambda _: account_success(info, account_id),
            subject_id=account_id,
        )
