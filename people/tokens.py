"""The two tokens of a session.

An access token is a JWT (ES256, 10 minutes) that names the member and the session. A refresh
token names the session and its generation under an HMAC: the server stores only the counter,
so that a stolen database renews nobody's session.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

import jwt

from core.keys import load_or_make
from core.settings import settings
from people.token_keys import ACCESS_LIFETIME, LEEWAY, TokenKey, signing_key, verifying_keys

_ISSUER = _AUDIENCE = "doorstep"
_REQUIRED = ["iss", "aud", "exp", "iat", "sub", "sid"]


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
    return base64.urlsafe_b64encode(body + _seal(body)).decode().rstrip("=")


def read_refresh_token(token: str) -> tuple[UUID, int] | None:
    """Session and generation of a token that this server issued; None for any other text."""
    try:
        raw = base64.urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    body, seal = raw[:20], raw[20:]
    if len(body) != 20 or not hmac.compare_digest(seal, _seal(body)):
        return None
    return UUID(bytes=body[:16]), struct.unpack(">I", body[16:])[0]


def _seal(body: bytes) -> bytes:
    key = load_or_make(settings().data / "keys", "refresh.key", lambda: secrets.token_bytes(32))
    return hmac.digest(key, body, hashlib.sha256)
