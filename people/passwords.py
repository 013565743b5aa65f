"""Passwords: argon2id with the parameters of OWASP's Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InvalidInput

SHORTEST, LONGEST = 8, 1024
_hasher = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)
_HASH_OF_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$ig70UavKsn4+GZgB2NQe7w$1zI/IaryvzgS6cplteYMUiHScKsi06Amnpei/rc2M1Y"
"Checked where there is none, for the time that it takes: made with the same parameters, of a password nobody knows."


def hash_password(password: str, field: str) -> str:
    """Raises InvalidInput for a password of fewer than 8 or more than 1,024 characters."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(field, f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}.")
    return _hasher.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether `password` made `password_hash`; takes as long where there is no such hash."""
    try:
        _hasher.verify(password_hash or _HASH_OF_NOBODY, password)
        return password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's: at the next sign-in it is to be made anew."""
    return _hasher.check_needs_rehash(password_hash)


def rehash(password: str) -> str:
    """A hash with today's parameters of a password that was accepted before, under whatever rules."""
    return _hasher.hash(password)
