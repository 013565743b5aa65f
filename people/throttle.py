"""Failed sign-ins are counted by login and by address; after too many, nobody tries for a while.

A throttled attempt is answered without a look at its password, is no failure itself, and is
throttled alike whether there is such a login or not. What an attempt is told is decided under a
lock, so that attempts sent at once, to whichever server, learn no more than attempts in a row.
"""

import hashlib
import hmac
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import ScalarSelect, delete, func, insert, select
from sqlalchemy.orm import Session

from core import advisory
from core.errors import DomainError
from core.keys import secret
from people.tables import SignInFailure

_LOGIN_WINDOW, _ADDRESS_WINDOW = timedelta(minutes=15), timedelta(hours=1)
_FORGOTTEN_AT_ONCE = 1000


class SignInThrottled(DomainError):
    """Too many failures for this login or address."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"Too many failed sign-ins: try again in {math.ceil(retry_after_seconds / 60)} minutes.")
        self.retry_after_seconds = retry_after_seconds


@dataclass(frozen=True, slots=True)
class Counter:
    """The failures of one login or of one address: `most` of them within `window`."""

    key: bytes
    most: int
    window: timedelta


def counters_of(*, login: str, address: str) -> list[Counter]:
    """What an attempt counts for; an address that the server doesn't know (empty) isn't counted."""
    counters = [Counter(_key("login", login), 5, _LOGIN_WINDOW)]
    if address:
        counters.append(Counter(_key("address", _neighbourhood(address)), 100, _ADDRESS_WINDOW))
    return counters


def throttled(session: Session, counters: Sequence[Counter], now: datetime) -> SignInThrottled | None:
    """The refusal where one of the counters is full."""
    filled = session.execute(select(*(_filled_at(counter, now) for counter in counters))).one()
    waits = [at + counter.window - now for at, counter in zip(filled, counters, strict=True) if at is not None]
    return SignInThrottled(math.ceil(max(waits).total_seconds())) if waits else None


def lock(session: Session, counters: Sequence[Counter]) -> None:
    """Until this transaction ends, no other attempt is decided that counts for the same."""
    advisory.lock_each(session, (f"sign-in {counter.key.hex()}" for counter in counters))


def count(session: Session, counters: Sequence[Counter], now: datetime) -> None:
    """Add a failure, and forget some that no longer matter to anybody."""
    session.execute(insert(SignInFailure), [{"counted_for": counter.key, "at": now} for counter in counters])
    _forget(session, now)


def clear_login(session: Session, counters: Sequence[Counter], now: datetime) -> None:
    """Forget the failures of the login that was proved; its address keeps what it has."""
    of_login = counters[0]
    session.execute(
        delete(SignInFailure).where(SignInFailure.counted_for == of_login.key, SignInFailure.at > now - of_login.window)
    )


def _key(kind: str, value: str) -> bytes:
    """A name for what is counted: people mistype passwords as logins, and addresses are personal data."""
    return hmac.digest(secret("throttle.key"), f"{kind} {value}".encode(), hashlib.sha256)


def _neighbourhood(address: str) -> str:
    """The address, or the /64 that one IPv6 host usually has to itself."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or ip_network((known.packed, 64), strict=False))


def _filled_at(counter: Counter, now: datetime) -> ScalarSelect[datetime]:
    """When the failure was that has to grow old before the next attempt; NULL where there is room."""
    recent = select(SignInFailure.at).where(
        SignInFailure.counted_for == counter.key, SignInFailure.at > now - counter.window
    )
    return recent.order_by(SignInFailure.at.desc()).offset(counter.most - 1).limit(1).scalar_subquery()


def _forget(session: Session, now: datetime) -> None:
    """Delete failures that no window holds any more, some at a time: a flood of them must not hold up an answer."""
    oldest = now - _ADDRESS_WINDOW
    next_batch = select(SignInFailure.at).where(SignInFailure.at <= oldest).order_by(SignInFailure.at)
    end = func.coalesce(next_batch.offset(_FORGOTTEN_AT_ONCE).limit(1).scalar_subquery(), oldest)
    session.execute(delete(SignInFailure).where(SignInFailure.at <= end))
