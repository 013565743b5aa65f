"""Passwords: argon2id with the parameters of OWASP's Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InvalidInput

SHORTEST, LONGEST = 8, 1024
_hasher = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)


def hash_password(password: str, field: str) -> str:
    """Raises InvalidInput for a password of fewer than 8 or more than 1,024 characters."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(field, f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}.")
    return _hasher.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether `password` made `password_hash`; takes as long where there is no such hash."""
    try:
        _hasher.verify(password_hash or _hash_of_nobody(), password)
        return password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hash_of_nobody() -> str:
    return _hasher.hash("nobody has this password")
