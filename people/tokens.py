"""The two tokens of a session.

An access token is a JWT (ES256, 10 minutes) that names the member and the session. A refresh
token names the session and its generation under an HMAC: the server stores only the counter,
so that a stolen database renews nobody's session.
"""

import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

import jwt

from core import base64url
from core.keys import secret
from people.token_keys import ACCESS_LIFETIME, LEEWAY, TokenKey, signing_key, verifying_keys

_ISSUER = _AUDIENCE = "doorstep"
_REQUIRED = ["iss", "aud", "exp", "iat", "sub", "sid"]


@dataclass(frozen=True, slots=True)
class SessionTokens:
    """What a phone keeps of its session."""

    session_id: UUID
    access_token: str
    access_token_expires_at: datetime
    refresh_token: str


def tokens_of(*, session_id: UUID, member_id: UUID, generation: int, now: datetime) -> SessionTokens:
    access_token, expires_at = issue_access_token(member_id=member_id, session_id=session_id, now=now)
    return SessionTokens(session_id, access_token, expires_at, issue_refresh_token(session_id, generation))


def issue_access_token(*, member_id: UUID, session_id: UUID, now: datetime) -> tuple[str, datetime]:
    """A signed access token and the instant at which it expires."""
    expires_at = now + ACCESS_LIFETIME
    claims = {"iss": _ISSUER, "aud": _AUDIENCE, "iat": now, "exp": expires_at}
    claims |= {"sub": str(member_id), "sid": str(session_id)}
    key = signing_key(now)
    return jwt.encode(claims, key.private, algorithm="ES256", headers={"kid": key.id}), expires_at


def session_of_access_token(token: str, now: datetime) -> UUID | None:
    """The session that a genuine token names while it lives; None for any other text."""
    try:
        key = verifying_keys(now).get(jwt.get_unverified_header(token)["kid"])
        if key is None:
            return None
        session_id, issued_at, expires_at = _verified(token, key)
    except (jwt.InvalidTokenError, KeyError, ValueError, TypeError, OverflowError):
        return None
    return session_id if issued_at - LEEWAY <= now < expires_at + LEEWAY else None


@lru_cache(maxsize=10_000)
def _verified(token: str, key: TokenKey) -> tuple[UUID, datetime, datetime]:
    """Session, beginning and end of a token whose signature and form are right, whatever the time is."""
    claims = jwt.decode(
        token,
        key.private.public_key(),
        algorithms=["ES256"],
        issuer=_ISSUER,
        audience=_AUDIENCE,
        options={"require": _REQUIRED, "verify_exp": False, "verify_iat": False},
    )
    issued_at, expires_at = (datetime.fromtimestamp(claims[name], tz=UTC) for name in ("iat", "exp"))
    return UUID(str(claims["sid"])), issued_at, expires_at


def issue_refresh_token(session_id: UUID, generation: int) -> str:
    body = session_id.bytes + struct.pack(">I", generation)
    return base64url.encode(body + _seal(body))


def read_refresh_token(token: str) -> tuple[UUID, int] | None:
    """Session and generation of a token that this server issued; None for any other text."""
    try:
        raw = base64url.decode(token)
    except ValueError:
        return None
    body, seal = raw[:20], raw[20:]
    if len(body) != 20 or not hmac.compare_digest(seal, _seal(body)):
        return None
    return UUID(bytes=body[:16]), struct.unpack(">I", body[16:])[0]


def _seal(body: bytes) -> bytes:
    return hmac.digest(secret("refresh.key"), body, hashlib.sha256)
