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
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from core.keys import load_or_make
from core.settings import settings

ACCESS_LIFETIME = timedelta(minutes=10)
_LEEWAY = timedelta(seconds=30)
_ISSUER = _AUDIENCE = "doorstep"
_REQUIRED = ["iss", "aud", "exp", "iat", "sub", "sid"]


def issue_access_token(*, member_id: UUID, session_id: UUID, now: datetime) -> tuple[str, datetime]:
    """A signed access token and the instant at which it expires."""
    expires_at = now + ACCESS_LIFETIME
    claims = {"iss": _ISSUER, "aud": _AUDIENCE, "iat": now, "exp": expires_at}
    claims |= {"sub": str(member_id), "sid": str(session_id)}
    token = jwt.encode(claims, _signing_key(), algorithm="ES256", headers={"kid": _key_id()})
    return token, expires_at


def session_of_access_token(token: str, now: datetime) -> UUID | None:
    """The session that a genuine token names while it lives; None for any other text."""
    verified = _verified(token)
    if verified is None or now >= verified[1] + _LEEWAY:
        return None
    return verified[0]


@lru_cache(maxsize=10_000)
def _verified(token: str) -> tuple[UUID, datetime] | None:
    """Session and end of a token whose signature and form are right, whatever the time is."""
    try:
        claims = jwt.decode(
            token,
            _signing_key().public_key(),
            algorithms=["ES256"],
            issuer=_ISSUER,
            audience=_AUDIENCE,
            options={"require": _REQUIRED, "verify_exp": False, "verify_iat": False},
        )
        return UUID(claims["sid"]), datetime.fromtimestamp(claims["exp"], tz=UTC)
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError):
        return None


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


@cache
def _signing_key() -> ec.EllipticCurvePrivateKey:
    pem = load_or_make(settings().data / "keys", "token.pem", _new_key)
    key = load_pem_private_key(pem, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


@cache
def _key_id() -> str:
    numbers = _signing_key().public_key().public_numbers()
    return hashlib.sha256(f"{numbers.x}.{numbers.y}".encode()).hexdigest()[:16]


def _new_key() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
