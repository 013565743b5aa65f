"""What a device signed: canonical JSON (RFC 8785) of a check-in, its number and the hash of the one before.

Read without mercy, since it is evidence: other bytes for the same values are a fault. Its place in the chain is
read even so, where it can be: the device did sign it, and the next check-in follows it.
"""

import hashlib
import json
import re
from dataclasses import dataclass

import rfc8785

_KEYS = {"visitId", "accountId", "recordedAt", "fix", "sequence", "previousHash"}
_MAY_BE_ABSENT = {"recordedAt"}
"As it may in a live check-in, which then happens as it is sent."
_MOST_BYTES = 4096
"A payload has about 500."
_HIGHEST_SEQUENCE = 2**31 - 1
_HASH = re.compile("[0-9a-f]{64}")


class Unreadable(Exception):
    """The text tells no place in a chain; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Payload:
    signed: bytes
    "The very bytes."
    sequence: int
    previous_hash: bytes
    values: dict[str, object]
    "As JSON has them; every number is a float."
    fault: str | None
    "What its form lacks, in a sentence."

    @property
    def hash(self) -> bytes:
        """SHA-256 of what was signed: the next payload names it."""
        return hashlib.sha256(self.signed).digest()


def read_payload(text: str) -> Payload:
    """Raises Unreadable."""
    signed = _encoded(text)
    values = _values(text)
    return Payload(
        signed=signed,
        sequence=_sequence(values.get("sequence")),
        previous_hash=_previous_hash(values.get("previousHash")),
        values=values,
        fault=_fault(values, signed),
    )


def _encoded(text: str) -> bytes:
    try:
        signed = text.encode()
    except UnicodeEncodeError:
        raise Unreadable("The signed payload holds half a character.") from None
    if len(signed) > _MOST_BYTES:
        raise Unreadable(f"The signed payload has {len(signed)} bytes, and {_MOST_BYTES} at most are read.")
    return signed


def _values(text: str) -> dict[str, object]:
    try:
        values = json.loads(text, parse_int=float)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise Unreadable("The signed payload is no JSON object.")
    return values


def _sequence(value: object) -> int:
    if isinstance(value, float) and value.is_integer() and 0 <= value <= _HIGHEST_SEQUENCE:
        return int(value)
    raise Unreadable("The signed payload has no whole number from 0 on as its sequence.")


def _previous_hash(value: object) -> bytes:
    if isinstance(value, str) and _HASH.fullmatch(value):
        return bytes.fromhex(value)
    raise Unreadable("The signed payload has no SHA-256 of 64 lower-case hex digits as its previousHash.")


def _fault(values: dict[str, object], signed: bytes) -> str | None:
    if not _is_canonical(values, signed):
        return "The signed payload isn't in the canonical form of RFC 8785."
    if unknown := sorted(values.keys() - _KEYS):
        return f"The signed payload holds {len(unknown)} keys that don't belong there."
    if missing := sorted(_KEYS - _MAY_BE_ABSENT - values.keys()):
        return f"The signed payload lacks {', '.join(missing)}."
    return None


def _is_canonical(values: dict[str, object], signed: bytes) -> bool:
    """Also false for a key that stands twice, of which reading kept one."""
    try:
        return rfc8785.dumps(values) == signed  # type: ignore[arg-type]  # what JSON was read from is JSON
    except (ValueError, RecursionError):
        return False
