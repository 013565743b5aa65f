"""Locks on what has no row to lock, by name: each is held until its transaction ends."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import ARRAY, BigInteger, bindparam, func, select, text
from sqlalchemy.orm import Session


def lock(session: Session, name: str) -> None:
    """Nobody else locks or shares it meanwhile."""
    session.execute(text(f"SELECT pg_advisory_xact_lock({_key(name)})"))


def share(session: Session, name: str) -> None:
    """Nobody else locks it meanwhile; others may share it."""
    session.execute(text(sharing(name)))


def sharing(name: str) -> str:
    """The statement of `share`, to be sent along with something else."""
    return f"SELECT pg_advisory_xact_lock_shared({_key(name)})"


def lock_each(session: Session, names: Iterable[str]) -> None:
    """Like `lock` for many, in one order whoever asks."""
    session.execute(_LOCK_EACH, {"keys": sorted({_key(name) for name in names})})


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)


_LOCK_EACH = select(func.pg_advisory_xact_lock(func.unnest(bindparam("keys", type_=ARRAY(BigInteger)))))
