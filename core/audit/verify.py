"""Verifying: the whole trail is read beside its seals, up to the first thing that isn't as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from core.audit.chain import BEGINNING, Head, unpacked
from core.audit.key import checking_key
from core.audit.memory import Memory
from core.audit.queries import Unsealed, next_xid, unsealed
from core.audit.stored import StoredSeal, stored_seals
from core.audit.walk import Walk
from core.db import acting

_SECONDS_A_ROUND_TRIP = 600
_ONE_SNAPSHOT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL DateStyle = 'ISO'")


@dataclass(frozen=True, slots=True)
class Verified:
    """A trail that is as it was recorded, up to `head`; nothing vouches yet for what is `unsealed`."""

    entry_count: int
    head: Head | None
    unsealed: Unsealed


def verify(engine: Engine, *, anchored_hash: str | None = None) -> Verified:
    """Check every row, every seal, and that the chain still holds `anchored_hash` and what was sealed here.

    Keeps 16 bytes of every row's mac, some 100 bytes a row in all, to know copies.
    Raises Tampered for the first row that was altered, removed or inserted; KeyMissing.
    """
    key, anchors = checking_key(), _anchors(engine, anchored_hash)
    with acting(engine, seconds=_SECONDS_A_ROUND_TRIP) as session:
        session.execute(_ONE_SNAPSHOT)
        walk = Walk(session, key)
        head = _check_sealed(session, walk, key, anchors)
        walk.check_unsealed(not_begun=next_xid(session))
        return Verified(walk.good_count, head, unsealed(session))


def _anchors(engine: Engine, anchored_hash: str | None) -> dict[str, str]:
    """Hashes that the chain must hold, and what each is; read before the snapshot, since sealing goes on."""
    remembered = Memory.of(engine.url).recall()
    anchors = {remembered.hash: "the head that was sealed on this machine"} if remembered else {}
    return {**anchors, anchored_hash: "the anchored head"} if anchored_hash else anchors


def _check_sealed(session: Session, walk: Walk, key: bytes, anchors: Mapping[str, str]) -> Head | None:
    head, missing = None, dict(anchors)
    for seal in _genuine_seals(session, walk, key):
        for place, mac in unpacked(seal.manifest):
            walk.expect(place, mac)
        at = seal.instant()
        assert at is not None, "a genuine seal has one"
        head = Head(seal.mac.hex(), seal.entry_count, at)
        missing.pop(head.hash, None)
    for anchor in missing.values():
        raise walk.tampered(
            "removed",
            walk.last.id,
            f"The chain ends without {anchor}: what followed row {walk.last.id} was cut off, or the chain made anew.",
        )
    return head


def _genuine_seals(session: Session, walk: Walk, key: bytes) -> Iterator[StoredSeal]:
    previous = BEGINNING
    for number, seal in enumerate(stored_seals(session), start=1):
        if seal.number > number:
            raise walk.tampered("removed", walk.last.id, f"Seal {number} was removed: it followed row {walk.last.id}.")
        if not seal.is_genuine(key, previous):
            raise walk.tampered(
                "altered", walk.last.id, f"Seal {number} was altered or inserted: it follows row {walk.last.id}."
            )
        yield seal
        previous = seal.mac
