"""Sessions: beginning, renewing and ending them."""

from datetime import datetime
from typing import Annotated, TypeVar

import strawberry

import people
from api.acts import act
from api.context import Info
from api.errors import InvalidInput
from api.people import loaders
from api.people.refusals import SessionEnded, SignInRefused, SignInThrottled
from api.people.types import Member, member_node
from core import text
from core.errors import DomainError

Outcome = TypeVar("Outcome", bound=people.SessionTokens | DomainError)


@strawberry.input
class SignInInput:
    login: str
    password: str
    device_name: str | None = None


@strawberry.input
class RefreshSessionInput:
    refresh_token: str


@strawberry.input
class ChangePasswordInput:
    current_password: str
    new_password: str


@strawberry.type
class SignInSuccess:
    access_token: str
    access_token_expires_at: datetime
    refresh_token: str
    viewer: Member


@strawberry.type
class SignOutSuccess:
    signed_out: bool


@strawberry.type
class ChangePasswordSuccess:
    changed: bool


SignInResult = Annotated[SignInSuccess | SignInRefused | SignInThrottled, strawberry.union("SignInResult")]
RefreshSessionResult = Annotated[SignInSuccess | SessionEnded, strawberry.union("RefreshSessionResult")]
SignOutResult = Annotated[SignOutSuccess, strawberry.union("SignOutResult")]
ChangePasswordResult = Annotated[
    ChangePasswordSuccess | SignInRefused | SignInThrottled | InvalidInput, strawberry.union("ChangePasswordResult")
]


@strawberry.type
class SessionMutations:
    @strawberry.mutation
    def sign_in(self, info: Info, input: SignInInput) -> SignInResult:
        context = info.context
        device_name = text.line(input.device_name, "input.deviceName") if input.device_name else None
        return act(
            info,
            lambda: _entered(
                info,
                people.sign_in(
                    context.session,
                    login=input.login,
                    password=input.password,
                    device_name=device_name,
                    address=context.client_address,
                    now=context.now,
                ),
            ),
            lambda tokens: _signed_in(info, tokens),
        )

    @strawberry.mutation(
        description="Refresh tokens rotate; a used one, shown again, ends the whole session family, "
        "except the previous one within 60 s (the answer was lost)."
    )
    def refresh_session(self, info: Info, input: RefreshSessionInput) -> RefreshSessionResult:
        context = info.context
        return act(
            info,
            lambda: _entered(
                info, people.refresh_session(context.session, refresh_token=input.refresh_token, now=context.now)
            ),
            lambda tokens: _signed_in(info, tokens),
        )

    @strawberry.mutation
    def sign_out(self, info: Info) -> SignOutResult:
        context = info.context
        actor = context.actor
        return act(
            info,
            lambda: people.sign_out(context.session, actor, now=context.now),
            lambda _: SignOutSuccess(signed_out=True),
        )

    @strawberry.mutation(description="Ends every other session of the member.")
    def change_password(self, info: Info, input: ChangePasswordInput) -> ChangePasswordResult:
        context = info.context
        actor = context.actor
        return act(
            info,
            lambda: people.change_password(
                context.session,
                actor,
                current_password=input.current_password,
                new_password=input.new_password,
                address=context.client_address,
                now=context.now,
            ),
            lambda _: ChangePasswordSuccess(changed=True),
            subject_id=actor.member_id,
        )


def _entered(info: Info, outcome: Outcome) -> Outcome:
    """Make the new session this operation's own, so that its answer may show the viewer."""
    if isinstance(outcome, people.SessionTokens):
        context = info.context
        context.viewer = people.enter(context.session, outcome.session_id, now=context.now, for_reading=False)
    return outcome


def _signed_in(info: Info, tokens: people.SessionTokens) -> SignInSuccess:
    return SignInSuccess(
        access_token=tokens.access_token,
        access_token_expires_at=tokens.access_token_expires_at,
        refresh_token=tokens.refresh_token,
        viewer=member_node(info, loaders.members(info).need(info.context.actor.member_id)),
    )
