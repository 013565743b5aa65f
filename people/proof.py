"""Proving who one is with a password: counted, throttled, and judged in order among all who try at once."""

import unicodedata
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from core.errors import DomainError
from people import throttle
from people.throttle import SignInThrottled


class SignInRefused(DomainError):
    """Unknown login, wrong password or departed member: one answer, in about the same time."""

    def __init__(self) -> None:
        super().__init__("Login or password is wrong, or the member has left.")


def prove(
    session: Session, *, login: str, address: str, is_right: Callable[[], bool], now: datetime
) -> SignInRefused | SignInThrottled | None:
    """None for the right password. A refusal is for the caller to return, not to raise: its count must be kept.

    address: where the attempt comes from; empty where the server doesn't know.
    is_right: looks at the password, which takes long; no lock is held meanwhile.
    """
    counters = throttle.counters_of(login=normal_login(login), address=address)
    if too_many := throttle.throttled(session, counters, now):
        return too_many
    proved = is_right()
    throttle.lock(session, counters)
    if too_many := throttle.throttled(session, counters, now):
        return too_many
    if not proved:
        throttle.count(session, counters, now)
        return SignInRefused()
    throttle.clear_login(session, counters, now)
    return None


def normal_login(login: str) -> str:
    """Logins are alike that differ only in case or in the way that Unicode composes their letters."""
    return unicodedata.normalize("NFKC", login).strip().casefold()
