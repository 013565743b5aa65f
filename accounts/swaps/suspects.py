"""The groups that look like rings, each judged by habits that were learnt without it."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from accounts.swaps.choices import Choices, only
from accounts.swaps.habits import Lesson, learn, lesson_of, lesson_without
from accounts.swaps.rings import LEAST_HAND_ONS, Suspicion, candidates, suspicion_of
from accounts.swaps.tallies import ASPECTS, scatter, tallies, tallies_by_activity

_MOST_LEARNT_CLAIMS = 2000
"Of the district, and of all others, when a group is judged: more hardly change the habits."
_LEAST_STRANGERS_CLAIMS = 50


class Suspects:
    """Those of all districts, from the claims of one memory; `counted` says which of each district's claims."""

    def __init__(self, districts: Sequence[Choices], counted: Sequence[NDArray[np.bool_]]) -> None:
        self._districts, self._counted = districts, counted
        self._lessons = [lesson_of(choices, counts) for choices, counts in zip(districts, counted, strict=True)]
        self._habits = learn(self._lessons)
        self._tallies = [tallies(only(choices, counts), self._habits) for choices, counts in self._pairs()]
        self._scattered = [scatter([own[aspect] for own in self._tallies]) for aspect in range(len(ASPECTS))]
        self._suspects = [self._suspected(district) for district in range(len(districts))]
        self._clean = [self._without_suspects(district) for district in range(len(districts))]

    def judged(self, district: int) -> list[tuple[Suspicion, str]]:
        """A district's groups and what gives each away most, the least likely first."""
        groups = {frozenset(one.members) for one in self._suspects[district]}
        judged = [self._judged(district, group) for group in groups]
        return sorted(judged, key=lambda one: one[0].log_chance)

    def _suspected(self, district: int) -> list[Suspicion]:
        by_activity = tallies_by_activity(only(self._districts[district], self._counted[district]))
        looks = zip([*self._tallies[district], *by_activity], self._scattered * 2, strict=True)
        found = [one for tally, scattered in looks for one in candidates(tally, scattered=scattered)]
        return sorted(found, key=lambda one: one.log_chance)

    def _without_suspects(self, district: int) -> Lesson:
        """What a district teaches others: but for its most striking group, lest rings vouch for each other."""
        if not self._suspects[district]:
            return self._lessons[district]
        return lesson_without(self._districts[district], self._counted[district], self._suspects[district][0].members)

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
        others = [lesson for number, lesson in enumerate(self._clean) if number != district]
        offered = np.concatenate([self._lessons[district].offered[:0], *(lesson.offered for lesson in others)])
        chosen = sum((lesson.chosen for lesson in others), np.zeros(offered.shape[1]))
        return _some(Lesson(offered, chosen))

    def _pairs(self) -> Iterator[tuple[Choices, NDArray[np.bool_]]]:
        return zip(self._districts, self._counted, strict=True)


def _some(lesson: Lesson) -> Lesson:
    """Of too many claims every so-manieth."""
    step = max(1, len(lesson.offered) // _MOST_LEARNT_CLAIMS)
    return Lesson(lesson.offered[::step], lesson.chosen / step)
