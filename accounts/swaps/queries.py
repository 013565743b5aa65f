"""The rings on record, for whoever reviews them. To be called as the writer: sight is for the caller to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.swaps.moves import HandOn
from accounts.swaps.tables import PoolSwap, PoolSwapHandOn, PoolSwapMember


@dataclass(frozen=True, slots=True)
class SwapRing:
    """`chance`: how likely chance and habit alone would show any such ring in such a district within half a year.

    Of the kind of hand-ons that gave it away `seen` were seen where `expected` were to be expected; `hand_ons` are all
    among the members, oldest first.
    """

    id: UUID
    region_id: UUID
    member_ids: tuple[UUID, ...]
    hand_ons: tuple[HandOn, ...]
    seen: int
    expected: float
    chance: float
    found_at: datetime
    extended_at: datetime


def swap_rings(session: Session, ids: Sequence[UUID]) -> dict[UUID, SwapRing]:
    """Those on record, by id; in three statements however many there are."""
    members, hand_ons = _members(session, ids), _hand_ons(session, ids)
    rows = session.execute(select(PoolSwap).where(PoolSwap.id.in_(ids))).scalars()
    return {row.id: _ring(row, tuple(members[row.id]), tuple(hand_ons[row.id])) for row in rows}


def _members(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {id: [] for id in ids}
    members = select(PoolSwapMember.swap_id, PoolSwapMember.member_id).where(PoolSwapMember.swap_id.in_(ids))
    for swap_id, member_id in session.execute(members.order_by(PoolSwapMember.place, PoolSwapMember.member_id)):
        found[swap_id].append(member_id)
    return found


def _hand_ons(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[HandOn]]:
    found: dict[UUID, list[HandOn]] = {id: [] for id in ids}
    hand_ons = select(PoolSwapHandOn).where(PoolSwapHandOn.swap_id.in_(ids))
    for row in session.execute(hand_ons.order_by(PoolSwapHandOn.claimed_at, PoolSwapHandOn.account_id)).scalars():
        hand_on = HandOn(row.account_id, row.from_id, row.to_id, row.let_go_at, row.claimed_at, row.expired)
        found[row.swap_id].append(hand_on)
    return found


def _ring(row: Any, member_ids: tuple[UUID, ...], hand_ons: tuple[HandOn, ...]) -> SwapRing:
    return SwapRing(
        id=row.id,
        region_id=row.region_id,
        member_ids=member_ids,
        hand_ons=hand_ons,
        seen=row.seen,
        expected=row.expected,
        chance=row.chance,
        found_at=row.found_at,
        extended_at=row.extended_at,
    )
