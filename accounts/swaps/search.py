"""The whole search for rings, pure: from the claims of all districts to those who swap.

Groups that look like rings are judged one by one, each by habits that were learnt without it. Short and long memories
are searched, hand-ons of every kind and of the telling kinds: whatever chance is reported counts all these looks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from accounts.swaps.choices import Choices, only
from accounts.swaps.habits import Lesson, learn, lesson_of, lesson_without
from accounts.swaps.moves import HandOn
from accounts.swaps.rings import LEAST_HAND_ONS, Suspicion, candidates, suspicion_of
from accounts.swaps.tallies import ASPECTS, scatter, tallies, tallies_by_activity

MEMORIES_DAYS = (60, 180)
_LOOKS = len(MEMORIES_DAYS) * len(ASPECTS)
MOST_CHANCE = 0.001
"Of a district and a half year; what that comes to in false alarms is measured by bench/swaps."
_MOST_LEARNT_CLAIMS = 2000
"Of the district, and of all others, when a group is judged: more hardly change the habits."
_LEAST_STRANGERS_CLAIMS = 50


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
    """Once more without the rings found, so that one doesn't hide another."""
    lately = [_since(choices, since.timestamp()) for choices in districts]
    counted = [np.ones(len(choices.claimants), dtype=bool) for choices in lately]
    rings: list[Ring] = []
    for _ in range(3):
        more = [ring for ring in _Search(lately, counted).rings(at_most) if not _shares_a_pair(ring, rings)]
        if not more:
            break
        rings += more
        for ring in more:
            counted[ring.district] &= ~_within_ring(lately[ring.district], ring.member_ids)
    return rings


class _Search:
    """One look at one memory."""

    def __init__(self, districts: Sequence[Choices], counted: Sequence[NDArray[np.bool_]]) -> None:
        self._districts, self._counted = districts, counted
        self._lessons = [lesson_of(choices, counts) for choices, counts in zip(districts, counted, strict=True)]
        self._habits = learn(self._lessons)
        self._tallies = [tallies(only(choices, counts), self._habits) for choices, counts in self._pairs()]
        self._scattered = [scatter([own[aspect] for own in self._tallies]) for aspect in range(len(ASPECTS))]

    def rings(self, at_most: float) -> Iterator[Ring]:
        """A district's least likely rings, of which no two share a pair."""
        for district, choices in enumerate(self._districts):
            judged = [self._judged(district, group) for group in self._groups(district)]
            for suspicion, aspect in sorted(judged, key=lambda one: one[0].log_chance):
                if suspicion.log_chance + log(_LOOKS) <= log(at_most):
                    yield _ring(district, choices, aspect, suspicion)

    def _groups(self, district: int) -> set[frozenset[int]]:
        by_activity = tallies_by_activity(only(self._districts[district], self._counted[district]))
        looks = zip([*self._tallies[district], *by_activity], self._scattered * 2, strict=True)
        return {group for tally, scattered in looks for group in candidates(tally, scattered=scattered)}

    def _judged(self, district: int, group: frozenset[int]) -> tuple[Suspicion, str]:
        choices, counted = self._districts[district], self._counted[district]
        own = _some(lesson_without(choices, counted, sorted(group)))
        elsewhere = self._elsewhere(district)
        strangers = np.count_nonzero(counted & ~np.isin(choices.claimants, list(group))) + len(elsewhere.offered)
        # Where next to nobody else claims, nobody else shows what honest reps like: then they do what all do.
        habits = learn([own, elsewhere]) if strangers >= _LEAST_STRANGERS_CLAIMS else self._habits
        judged = []
        for number, (tally, aspect) in enumerate(zip(tallies(only(choices, counted), habits), ASPECTS, strict=True)):
            scattered = scatter([own[number] for own in self._tallies], but_for=(district, group))
            judged.append((suspicion_of(tally, group, scattered=scattered), aspect))
        enough = [one for one in judged if one[0].seen >= LEAST_HAND_ONS]
        return min(enough or judged, key=lambda one: one[0].log_chance)

    def _elsewhere(self, district: int) -> Lesson:
        """What all other districts teach."""
        others = [lesson for number, lesson in enumerate(self._lessons) if number != district]
        offered = np.concatenate([self._lessons[district].offered[:0], *(lesson.offered for lesson in others)])
        chosen = sum((lesson.chosen for lesson in others), np.zeros(offered.shape[1]))
        return _some(Lesson(offered, chosen))

    def _pairs(self) -> Iterator[tuple[Choices, NDArray[np.bool_]]]:
        return zip(self._districts, self._counted, strict=True)


def _some(lesson: Lesson) -> Lesson:
    """Of too many claims every so-manieth."""
    step = max(1, len(lesson.offered) // _MOST_LEARNT_CLAIMS)
    return Lesson(lesson.offered[::step], lesson.chosen / step)


def _ring(district: int, choices: Choices, aspect: str, found: Suspicion) -> Ring:
    members = tuple(choices.reps[row] for row in found.members)
    among = np.flatnonzero(_within_ring(choices, members))
    return Ring(
        district=district,
        member_ids=members,
        hand_ons=tuple(hand_on for row in among if (hand_on := choices.hand_ons[row]) is not None),
        aspect=aspect,
        seen=found.seen,
        expected=found.expected,
        chance=exp(min(0.0, found.log_chance + log(_LOOKS))),
    )


def _within_ring(choices: Choices, member_ids: Sequence[UUID]) -> NDArray[np.bool_]:
    """Which claims are a member's of what another member had let go."""
    members = [choices.reps.index(id) for id in member_ids]
    return np.isin(choices.claimants, members) & np.isin(choices.chosen_givers, members)


def _since(choices: Choices, instant: float) -> Choices:
    return only(choices, choices.claimed_at >= instant)


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
