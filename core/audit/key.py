"""The key of the trail's macs: a file outside the database, so that whoever owns that can't forge them."""

import secrets
from functools import cache
from pathlib import Path

from core.audit.faults import KeyMissing
from core.keys import load_or_make
from core.settings import settings

_NAME = "audit.key"


def recording_key() -> bytes:
    """The key, made at the first act."""
    return _load(settings().data / "keys")


def checking_key() -> bytes:
    """The key that the trail was recorded with. Raises KeyMissing: a fresh one would only accuse every row."""
    folder = settings().data / "keys"
    if not (folder / _NAME).exists():
        raise KeyMissing(f"There is no {folder / _NAME}: set DOORSTEP_DATA to the folder that the servers use.")
    return _load(folder)


@cache
def _load(folder: Path) -> bytes:
    return load_or_make(folder, _NAME, lambda: secrets.token_bytes(32))
