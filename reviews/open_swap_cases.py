"""Cases about reps who swap accounts round to get by the protection: one for each rep of a ring, related to the others.

They are about no visits: nothing is held, and what a decision says of them is for people to act on.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import permutations
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

import accounts
import people
from accounts import SwapRing
from reviews.filing import Folder
from reviews.kinds import CaseKind, Decision
from reviews.record import enter_relations
from reviews.store_folders import store_folders
from reviews.tables import ReviewCase
from visits import Severity, Signal, SignalCode

RULE_VERSION = "pool-swaps-2026-11"
_WEIGHT = 60


def open_swap_cases(session: Session, ring_ids: Sequence[UUID], now: datetime) -> list[UUID]:
    """The ids of the cases opened for rings that were found or have grown. To be called as the writer.

    A rep of a ring has one case, until it is confirmed and the ring goes on.
    """
    opened: list[UUID] = []
    for ring in accounts.swap_rings(session, ring_ids).values():
        known = _known(session, ring.id)
        paths = people.unit_paths_of_members(session, ring.member_ids)
        folders = [
            _folder(ring, member_id, paths[member_id]) for member_id in ring.member_ids if _is_open_to(known, member_id)
        ]
        store_folders(session, folders, now=now)
        standing = {member_id: case_id for case_id, member_id, decision in known if decision is None}
        standing |= {folder.member_id: folder.id for folder in folders}
        enter_relations(session, permutations(standing.values(), 2))
        opened += [folder.id for folder in folders]
    return opened


def _known(session: Session, ring_id: UUID) -> list[tuple[UUID, UUID, str | None]]:
    """The cases about a ring, oldest first: id, member, decision."""
    found = select(ReviewCase.id, ReviewCase.member_id, ReviewCase.decision).where(ReviewCase.swap_id == ring_id)
    return [(row.id, row.member_id, row.decision) for row in session.execute(found.order_by(ReviewCase.id))]


def _is_open_to(known: Sequence[tuple[UUID, UUID, str | None]], member_id: UUID) -> bool:
    decisions = [decision for _, about, decision in known if about == member_id]
    return not decisions or decisions[-1] == Decision.CONFIRMED


def _folder(ring: SwapRing, member_id: UUID, unit_path: tuple[UUID, ...]) -> Folder:
    return Folder(
        kind=CaseKind.SUSPICION,
        member_id=member_id,
        unit_path=unit_path,
        rule_version=RULE_VERSION,
        first_at=ring.hand_ons[0].claimed_at,
        last_at=ring.hand_ons[-1].claimed_at,
        signals=(Signal(SignalCode.POOL_SWAP, Severity.HARD, _WEIGHT, _explanation(ring, member_id)),),
        swap_id=ring.id,
    )


def _explanation(ring: SwapRing, member_id: UUID) -> str:
    """The figures, without the others' names."""
    number = len({hand_on.account_id for hand_on in ring.hand_ons})
    own = sum(member_id in (hand_on.from_id, hand_on.to_id) for hand_on in ring.hand_ons)
    return (
        f"{number} accounts went from hand to hand {len(ring.hand_ons)} times among {len(ring.member_ids)} reps, "
        f"{own} times by or to this one; of the kind that gave it away {ring.seen} were seen where "
        f"{ring.expected:.1f} were to be expected (chance {ring.chance:.1g})."
    )
