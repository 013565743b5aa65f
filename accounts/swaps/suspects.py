"""The groups that look like rings, each judged by habits that were learnt without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from accounts.swaps.chance import replayed_chance
from accounts.swaps.choices import Choices, Floats, at_own_moments, only
from accounts.swaps.habits import Habits, Lesson, in_brief, learn, lesson_of, lesson_without, together
from accounts.swaps.rings import LEAST_HAND_ONS, Suspicion, candidates, suspicion_of
from accounts.swaps.tallies import (
    ASPECTS,
    LEAST_SCATTER,
    Tally,
    as_others_do,
    expected_by_kind,
    scatter,
    tallies,
    tallies_by_activity,
)

_MENUS = 2000
"Learnt from, of the district and of all others, when a group is judged: more hardly change the habits."
_LEAST_STRANGERS_CLAIMS = 50
_MOST_COMPARED = 100
"Other districts whose habits and scatter a district is judged by."
_JUDGED = 8
"Groups of a district, the most striking by habit, and as many by activity."
_WORTH_REPLAYING = log(40)
"Of the logarithm of a bound of the chance: chance itself is far smaller, since one look is much like another."


@dataclass(frozen=True, slots=True)
class Judged:
    """A group, the aspect that gives it away most, and the chance of any such group in its district."""

    suspicion: Suspicion
    aspect: str
    chance: float


@dataclass(frozen=True, slots=True)
class _Group:
    """`expected` by kind, and each aspect's scatter, as learnt without the group."""

    suspicion: Suspicion
    aspect: str
    reps: Sequence[UUID]
    expected: Floats
    scattered: Sequence[float]

    def shares_a_pair(self, other: Judged) -> bool:
        return len(set(self.suspicion.members) & set(other.suspicion.members)) > 1


class Suspects:
    """Those of all districts, from the claims of one memory."""

    def __init__(self, districts: Sequence[Choices]) -> None:
        self._choices = list(districts)
        self._share = max(_MENUS // _MOST_COMPARED, 2 * _MENUS // max(1, len(districts)))
        self._lessons = [in_brief(lesson_of(choices), most=self._share) for choices in self._choices]
        self._habits = learn(together(self._lessons))
        self._tallies = [tallies(choices, expected_by_kind(choices, self._habits)) for choices in self._choices]
        self._suspects = [self._suspected(district) for district in range(len(districts))]
        self._clean = [self._without_suspects(district) for district in range(len(districts))]

    def leave_out(self, district: int, claims: NDArray[np.bool_]) -> None:
        """These claims of a district, once they are accounted for."""
        left = only(self._choices[district], ~claims)
        self._choices[district] = left
        self._lessons[district] = in_brief(lesson_of(left), most=self._share)
        self._tallies[district] = tallies(left, expected_by_kind(left, self._habits))
        self._suspects[district] = self._suspected(district)
        self._clean[district] = self._without_suspects(district)

    def choices(self, district: int) -> Choices:
        """What is left of a district."""
        return self._choices[district]

    def judged(self, district: int, *, looks: int, at_most: float) -> list[Judged]:
        """A district's groups that chance shows at most so often at so many `looks`, the least likely first.

        Of groups that share a pair the first alone; and where a group isn't odd, none is that is less striking.
        """
        members = dict.fromkeys(frozenset(one.members) for one in self._suspects[district])
        groups = [self._group(district, group) for group in members]
        judged: list[Judged] = []
        for group in sorted(groups, key=lambda one: one.suspicion.log_chance):
            if not any(group.shares_a_pair(one) for one in judged):
                chance = _chance(group, looks, at_most)
                if chance > at_most:
                    break
                judged.append(Judged(group.suspicion, group.aspect, chance))
        return judged

    def _suspected(self, district: int) -> list[Suspicion]:
        """The most striking by habit and taste, then those by activity; were honest pairs alike, to miss nobody."""
        return [
            *_most_striking(self._tallies[district]),
            *_most_striking(tallies_by_activity(self._choices[district])),
        ]

    def _without_suspects(self, district: int) -> Lesson:
        """What a district teaches others: but for its most striking group, lest rings vouch for each other."""
        if not self._suspects[district]:
            return self._lessons[district]
        without = lesson_without(self._choices[district], self._suspects[district][0].members)
        return in_brief(without, most=self._share)

    def _group(self, district: int, group: frozenset[int]) -> _Group:
        choices, habits = self._choices[district], self._habits_without(district, group)
        if _claims_of_others(choices, group) < _LEAST_STRANGERS_CLAIMS:
            # Where next to nobody else claims, other moments are only those at which they themselves did.
            choices = at_own_moments(choices)
        expected = as_others_do(choices, expected_by_kind(choices, habits), group)
        scattered = [self._scatter(aspect, district, group) for aspect in range(len(ASPECTS))]
        found, aspect = _best(tallies(choices, expected), group, scattered)
        return _Group(found, aspect, choices.reps, expected, scattered)

    def _habits_without(self, district: int, group: frozenset[int]) -> Habits:
        choices = self._choices[district]
        elsewhere = together([self._clean[number] for number in self._compared_with(district)])
        # Where next to nobody else claims, nobody else shows what honest reps like: then they do what all do.
        if _claims_of_others(choices, group) + elsewhere.claims < _LEAST_STRANGERS_CLAIMS:
            return self._habits
        own = in_brief(lesson_without(choices, sorted(group)), most=_MENUS)
        return learn(together([own, in_brief(elsewhere, most=_MENUS)]), nearly=self._habits)

    def _scatter(self, aspect: int, district: int, group: frozenset[int]) -> float:
        others = [self._tallies[number][aspect] for number in self._compared_with(district)]
        return scatter(self._tallies[district][aspect], others, but_for=group)

    def _compared_with(self, district: int) -> list[int]:
        others = [number for number in range(len(self._choices)) if number != district]
        return others[:: 1 + len(others) // _MOST_COMPARED]


def _most_striking(tallied: Sequence[Tally]) -> list[Suspicion]:
    found = [one for tally in tallied for one in candidates(tally, scattered=LEAST_SCATTER)]
    groups = {frozenset(one.members): one for one in sorted(found, key=lambda one: -one.log_chance)}
    return sorted(groups.values(), key=lambda one: one.log_chance)[:_JUDGED]


def _best(tallied: Sequence[Tally], group: frozenset[int], scattered: Sequence[float]) -> tuple[Suspicion, str]:
    """What gives a group away most, and by which aspect."""
    each = [
        (suspicion_of(tally, group, scattered=scatter), aspect)
        for tally, aspect, scatter in zip(tallied, ASPECTS, scattered, strict=True)
    ]
    enough = [one for one in each if one[0].seen >= LEAST_HAND_ONS]
    return min(enough or each, key=lambda one: one[0].log_chance)


def _chance(group: _Group, looks: int, at_most: float) -> float:
    """A bound of it where that is enough, or so large that there is nothing to it; else by replays."""
    found = group.suspicion
    bound = found.log_chance + log(looks * len(ASPECTS))
    if log(at_most) < bound <= _WORTH_REPLAYING:
        chance = replayed_chance(
            group.reps,
            group.expected,
            scattered=group.scattered,
            as_striking_as=found.log_chance,
            at_most=at_most / looks,
        )
        return min(1.0, looks * chance)
    return exp(min(0.0, bound))


def _claims_of_others(choices: Choices, group: frozenset[int]) -> int:
    return int(np.count_nonzero(~np.isin(choices.claimants, list(group))))
