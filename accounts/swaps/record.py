"""Puts rings on record: each is announced once, and grows with what is found later."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or_leave
from sqlalchemy.orm import Session

from accounts.swaps.look import FoundRing
from accounts.swaps.moves import HandOn
from accounts.swaps.tables import PoolSwap, PoolSwapHandOn, PoolSwapMember
from core import advisory, audit, events
from core.ids import new_id


def record_swaps(session: Session, rings: Sequence[FoundRing], now: datetime) -> list[UUID]:
    """The ids of the rings that are new, or have grown by members or hand-ons; found again, they stay as they are.

    One event `pool.swap_found` for each ring, and `pool.swap_extended` whenever it has grown since.
    """
    # One run at a time: two that found the same ring would both announce it.
    advisory.lock(session, "swap rings")
    changed = []
    for found in rings:
        known = _known_as(session, found.ring.hand_ons)
        id = new_id() if known is None else known
        if known is None:
            _open(session, id, found, now)
        if _add_evidence(session, id, found):
            _tell(session, id, found, "pool.swap_found" if known is None else "pool.swap_extended", now)
            changed.append(id)
    return changed


def _known_as(session: Session, hand_ons: Sequence[HandOn]) -> UUID | None:
    """The ring on record that most of the hand-ons belong to: a ring is what it has done."""
    keys = [(hand_on.account_id, hand_on.claimed_at) for hand_on in hand_ons]
    return session.scalar(
        select(PoolSwapHandOn.swap_id)
        .where(tuple_(PoolSwapHandOn.account_id, PoolSwapHandOn.claimed_at).in_(keys))
        .group_by(PoolSwapHandOn.swap_id)
        .order_by(func.count().desc(), PoolSwapHandOn.swap_id)
        .limit(1)
    )


def _open(session: Session, id: UUID, found: FoundRing, now: datetime) -> None:
    ring = found.ring
    figures = {"seen": ring.seen, "expected": ring.expected, "chance": ring.chance}
    session.execute(insert(PoolSwap).values(id=id, region_id=found.region_id, found_at=now, extended_at=now, **figures))


def _add_evidence(session: Session, id: UUID, found: FoundRing) -> bool:
    """Whether there was any that the ring on record hadn't."""
    ring = found.ring
    members = [{"swap_id": id, "member_id": member, "place": place} for place, member in enumerate(ring.member_ids)]
    hand_ons = [
        {
            "swap_id": id,
            "account_id": hand_on.account_id,
            "claimed_at": hand_on.claimed_at,
            "from_id": hand_on.from_id,
            "to_id": hand_on.to_id,
            "let_go_at": hand_on.let_go_at,
            "expired": hand_on.expired,
        }
        for hand_on in ring.hand_ons
    ]
    new_members = insert_or_leave(PoolSwapMember).on_conflict_do_nothing().returning(PoolSwapMember.member_id)
    new_hand_ons = insert_or_leave(PoolSwapHandOn).on_conflict_do_nothing().returning(PoolSwapHandOn.account_id)
    joined = session.scalars(new_members, members).all()
    return bool(session.scalars(new_hand_ons, hand_ons).all() or joined)


def _tell(session: Session, id: UUID, found: FoundRing, kind: str, now: datetime) -> None:
    ring = found.ring
    least = PoolSwap.chance > ring.chance
    session.execute(
        update(PoolSwap)
        .where(PoolSwap.id == id, least)
        .values(seen=ring.seen, expected=ring.expected, chance=ring.chance)
    )
    session.execute(update(PoolSwap).where(PoolSwap.id == id).values(extended_at=func.greatest(PoolSwap.found_at, now)))
    events.publish(session, now=now, kind=kind, subject_id=id, payload=_payload(found))
    members = [str(member) for member in ring.member_ids]
    details: dict[str, audit.Detail] = {"members": members, "handOns": len(ring.hand_ons), "chance": ring.chance}
    audit.record(session, now=now, member_id=None, act=kind, subject_id=id, details=details)


def _payload(found: FoundRing) -> dict[str, events.Value]:
    ring = found.ring
    return {
        "region": str(found.region_id),
        "members": [str(member) for member in ring.member_ids],
        "accounts": sorted({str(hand_on.account_id) for hand_on in ring.hand_ons}),
        "handOns": [
            {
                "account": str(hand_on.account_id),
                "from": str(hand_on.from_id),
                "to": str(hand_on.to_id),
                "letGoAt": hand_on.let_go_at.isoformat(),
                "claimedAt": hand_on.claimed_at.isoformat(),
                "expired": hand_on.expired,
            }
            for hand_on in ring.hand_ons
        ],
        "seen": ring.seen,
        "expected": ring.expected,
        "chance": ring.chance,
    }
