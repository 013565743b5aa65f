"""The chain of seals: what a seal vouches for, and how it is bound to the one before.

A manifest names each row of the seal's run: transaction (unsigned, 8 bytes), id (signed, 8 bytes) and
mac (32 bytes), big-endian, in commit order. The seal's mac covers the previous seal's mac, its own
number, instant (microseconds since 1970) and count of all rows sealed so far, and the manifest's SHA-256.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.commit_order import Place

BEGINNING = bytes(32)
"What stands for the mac of the seal before the first."

_ROW = struct.Struct(">Qq32s")
BYTES_PER_ROW = _ROW.size
_FACTS = struct.Struct(">qqq")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PREFIX = b"seal\0"
"No entry's bytes begin like this, so that no row's mac is a seal's."


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain, to be anchored outside: `hash` vouches for all `entry_count` rows sealed until `at`."""

    hash: str
    entry_count: int
    at: datetime

    def __str__(self) -> str:
        return f"{self.hash} {self.entry_count} {self.at.isoformat()}"


def packed(rows: Iterable[tuple[Place, bytes]]) -> bytes:
    """The manifest of rows given as place and mac."""
    return b"".join(_ROW.pack(place.xid, place.id, mac) for place, mac in rows)


def unpacked(manifest: bytes) -> Iterator[tuple[Place, bytes]]:
    """The places and macs of a manifest that its seal vouches for."""
    for xid, id, mac in _ROW.iter_unpack(manifest):
        yield Place(xid, id), mac


def last_place(manifest: bytes) -> Place:
    """The place of a manifest's last row."""
    xid, id, _ = _ROW.unpack(manifest[-BYTES_PER_ROW:])
    return Place(xid, id)


def seal_mac(key: bytes, *, previous: bytes, number: int, at: datetime, entry_count: int, manifest: bytes) -> bytes:
    """The HMAC-SHA-256 that makes a seal: who lacks the key can make none."""
    facts = _FACTS.pack(number, (at - _EPOCH) // timedelta(microseconds=1), entry_count)
    return hmac.digest(key, _PREFIX + previous + facts + hashlib.sha256(manifest).digest(), hashlib.sha256)
