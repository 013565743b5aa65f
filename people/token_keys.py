"""The keys that sign access tokens: files `access-<instant>.pem` under `<data>/keys`.

The instant in a key's name is when it begins to sign. Every process reads the folder and agrees,
without a word between them: the newest key that has begun signs, and a key verifies until the last
token expired that it can have signed. `rotate` makes a key that begins in 15 minutes and is published
meanwhile. A key that leaked is taken out of service, with its tokens, by deleting its file.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import orjson
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from core import base64url
from core.keys import keys_folder, load_or_make

ACCESS_LIFETIME = timedelta(minutes=10)
LEEWAY = timedelta(seconds=30)
PUBLISHED_BEFORE = timedelta(minutes=15)
"How long a key is published before it signs: longer than whoever reads the public keys keeps them."
_NAME = re.compile(r"access-\d{8}T\d{6}Z\.pem")
_INSTANT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class TokenKey:
    """`id` is the key's thumbprint (RFC 7638)."""

    id: str
    begins_at: datetime
    path: Path
    private: ec.EllipticCurvePrivateKey


def signing_key(now: datetime) -> TokenKey:
    """The newest key that has begun to sign; made where there is none."""
    begun = [key for key in _keys() if key.begins_at <= now]
    if not begun:
        _make(now)
        return signing_key(now)
    return begun[-1]


def verifying_keys(now: datetime) -> dict[str, TokenKey]:
    """By id, the keys in service: those that have signed a token that lives, sign now or are to sign."""
    keys = _keys()
    retired = {old.id for old, new in pairwise(keys) if _retires_at(new) <= now}
    return {key.id: key for key in keys if key.id not in retired}


def public_keys(now: datetime) -> dict[str, list[dict[str, str]]]:
    """The keys in service as a JWK Set (RFC 7517)."""
    signing_key(now)
    shared = {"use": "sig", "alg": "ES256"}
    return {"keys": [_jwk(key.private) | shared | {"kid": key.id} for key in verifying_keys(now).values()]}


def rotate(now: datetime) -> TokenKey:
    """Make the next key, which signs in 15 minutes, and delete those that are no longer in service."""
    signing_key(now)
    name = _make(now + PUBLISHED_BEFORE)
    in_service = verifying_keys(now)
    for key in _keys():
        if key.id not in in_service:
            key.path.unlink(missing_ok=True)
    return next(key for key in in_service.values() if key.path.name == name)


def _retires_at(successor: TokenKey) -> datetime:
    """When the last token of the key before has expired, also by a clock that is a little behind."""
    return successor.begins_at + ACCESS_LIFETIME + 2 * LEEWAY


def _keys() -> list[TokenKey]:
    """In the order in which they begin to sign."""
    folder = keys_folder()
    if not folder.is_dir():
        return []
    paths = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    return [key for path in paths if (key := _read(path)) is not None]


def _read(path: Path) -> TokenKey | None:
    """None where the file was deleted since its folder was listed."""
    try:
        return _load(path)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=16)
def _load(path: Path) -> TokenKey:
    private = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(private, ec.EllipticCurvePrivateKey), f"{path} holds no key of an elliptic curve"
    begins_at = datetime.strptime(path.stem.removeprefix("access-"), _INSTANT).replace(tzinfo=UTC)
    return TokenKey(id=_thumbprint(private), begins_at=begins_at, path=path, private=private)


def _make(begins_at: datetime) -> str:
    """The name of a new key's file; two who make a key of the same second agree on the first."""
    name = f"access-{begins_at:{_INSTANT}}.pem"
    load_or_make(keys_folder(), name, _new_pem)
    return name


def _new_pem() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _thumbprint(private: ec.EllipticCurvePrivateKey) -> str:
    return base64url.encode(hashlib.sha256(orjson.dumps(_jwk(private), option=orjson.OPT_SORT_KEYS)).digest())


def _jwk(private: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """The public half, with the members that RFC 7638 asks for."""
    numbers = private.public_key().public_numbers()
    x, y = (base64url.encode(number.to_bytes(32)) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}
