"""The key of the trail's macs: a file outside the database, so that whoever owns that can't forge them."""

from core.audit.faults import KeyMissing
from core.keys import keys_folder, secret

_NAME = "audit.key"


def recording_key() -> bytes:
    """The key, made at the first act."""
    return secret(_NAME)


def checking_key() -> bytes:
    """The key that the trail was recorded with. Raises KeyMissing: a fresh one would only accuse every row."""
    file = keys_folder() / _NAME
    if not file.exists():
        raise KeyMissing(f"There is no {file}: set DOORSTEP_DATA to the folder that the servers use.")
    return secret(_NAME)
