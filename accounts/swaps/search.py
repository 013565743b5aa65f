"""The whole search for rings, pure: from the claims of all districts to those who swap.

Groups that look like rings are judged by `suspects`. Short and long memories are searched, hand-ons of every
kind and of the telling kinds: whatever chance is reported counts all these looks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from accounts.swaps.choices import Choices, only
from accounts.swaps.moves import HandOn
from accounts.swaps.suspects import Judged, Suspects

MEMORIES_DAYS = (60, 180)
_ROUNDS = 3
MOST_CHANCE = 0.002
"Of a district and a half year; what that comes to in false alarms is measured by bench/swaps."


@dataclass(frozen=True, slots=True)
class Ring:
    """Who swapped what, and how likely chance and habit alone would show any such ring in such a district.

    `seen` of the kind of hand-ons that gave them away, where `expected` were to be expected; `hand_ons` are all of the
    memory, of whatever kind.
    """

    district: int
    member_ids: tuple[UUID, ...]
    hand_ons: tuple[HandOn, ...]
    aspect: str
    seen: int
    expected: float
    chance: float


def find_rings(districts: Sequence[Choices], *, now: datetime, at_most: float = MOST_CHANCE) -> list[Ring]:
    """The rings of each district, the least likely first; no two rings of a district share a pair."""
    found = [ring for days in MEMORIES_DAYS for ring in _within(districts, now - timedelta(days=days), at_most)]
    return list(_without_repeats(sorted(found, key=lambda ring: ring.chance)))


def _within(districts: Sequence[Choices], since: datetime, at_most: float) -> list[Ring]:
    """Where rings were found, once more without them, so that one doesn't hide another."""
    lately = [only(choices, choices.claimed_at >= since.timestamp()) for choices in districts]
    suspects = Suspects(lately)
    rings: list[Ring] = []
    looked_at: Sequence[int] = range(len(lately))
    for _ in range(_ROUNDS):
        found = [
            _ring(district, lately[district], judged)
            for district in looked_at
            for judged in suspects.judged(district, looks=len(MEMORIES_DAYS), at_most=at_most)
        ]
        more = [ring for ring in found if not _shares_a_pair(ring, rings)]
        rings += more
        for ring in more:
            left = suspects.choices(ring.district)
            suspects.leave_out(ring.district, _within_ring(left, ring.member_ids))
        looked_at = sorted({ring.district for ring in more})
    return rings


def _ring(district: int, choices: Choices, judged: Judged) -> Ring:
    found = judged.suspicion
    members = tuple(choices.reps[row] for row in found.members)
    among = np.flatnonzero(_within_ring(choices, members))
    return Ring(
        district=district,
        member_ids=members,
        hand_ons=tuple(hand_on for row in among if (hand_on := choices.hand_ons[row]) is not None),
        aspect=judged.aspect,
        seen=found.seen,
        expected=found.expected,
        chance=judged.chance,
    )


def _within_ring(choices: Choices, member_ids: Sequence[UUID]) -> NDArray[np.bool_]:
    """Which claims are a member's of what another member had let go."""
    members = [choices.reps.index(id) for id in member_ids]
    return np.isin(choices.claimants, members) & np.isin(choices.chosen_givers, members)


def _shares_a_pair(ring: Ring, others: Sequence[Ring]) -> bool:
    return any(
        ring.district == other.district and len(set(ring.member_ids) & set(other.member_ids)) > 1 for other in others
    )


def _without_repeats(rings: Sequence[Ring]) -> Iterator[Ring]:
    """Of rings of one district that share a pair, the first alone."""
    kept: list[Ring] = []
    for ring in rings:
        if not _shares_a_pair(ring, kept):
            kept.append(ring)
            yield ring
