"""Refusals around sessions as clients see them."""

import strawberry

import people
from api.context import Info
from api.user_error import UserError


@strawberry.type(
    description="One answer for unknown login, wrong password and departed member, in about the same time."
)
class SignInRefused(UserError):
    pass


@strawberry.type(description="Too many failures for this login or address.")
class SignInThrottled(UserError):
    retry_after_seconds: int


@strawberry.type
class SessionEnded(UserError):
    pass


def sign_in_refused(refusal: people.SignInRefused, _: Info) -> SignInRefused:
    return SignInRefused(message=refusal.message)


def sign_in_throttled(refusal: people.SignInThrottled, _: Info) -> SignInThrottled:
    return SignInThrottled(message=refusal.message, retry_after_seconds=refusal.retry_after_seconds)


def session_ended(refusal: people.SessionEnded, _: Info) -> SessionEnded:
    return SessionEnded(message=refusal.message)
