"""What honest reps prefer, learnt from claims: how fresh a door is in the pool, how it got there, whether they know it.

A conditional logit with three factors, fitted by iterative scaling. When a ring is judged, it is learnt from everything
but what the ring did with its own doors: claims of theirs are left out, and where its members claimed other doors,
theirs are left out of what there was to choose from. That leaves the estimate as it was for honest reps, since what
is chosen among fewer doors follows the same likings (McFadden, Conditional logit analysis, 1974, the independence
of irrelevant alternatives); but a ring no longer passes for a custom of the house.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accounts.swaps.choices import (
    AGES_OF_CLASSES,
    CLASSES,
    KNOWN_CLASSES,
    PADDING,
    RELEASED_CLASSES,
    Choices,
    Floats,
    SmallInts,
)

_ROUNDS = 8
_PRIOR_CLAIMS = 5.0
"Claims that each level of a factor is taken to have had, as often as chance has it, before any was seen."
_TINY = 1e-12
_FACTORS = tuple(
    np.eye(levels.max() + 1)[levels] for levels in (AGES_OF_CLASSES, RELEASED_CLASSES * 1, KNOWN_CLASSES * 1)
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How much more a door of each class is chosen than another that is otherwise like it."""

    likings: Floats


@dataclass(frozen=True, slots=True)
class Lesson:
    """What claims teach: `offered[claim, class]` doors there were, `chosen[class]` were claimed."""

    offered: Floats
    chosen: Floats


def lesson_of(choices: Choices, counted: NDArray[np.bool_], classes: SmallInts | None = None) -> Lesson:
    """Of the claims `counted`; `classes` in place of the doors' own."""
    shown = (choices.classes if classes is None else classes)[counted]
    offered = np.zeros((len(shown), CLASSES + 1))
    np.add.at(offered, (np.repeat(np.arange(len(shown)), shown.shape[1]), shown.ravel()), 1)
    chosen = np.bincount(choices.chosen_classes[counted], minlength=CLASSES).astype(np.float64)
    return Lesson(offered[:, :-1], chosen)


def lesson_without(choices: Choices, counted: NDArray[np.bool_], members: Sequence[int]) -> Lesson:
    """What is learnt of a district when `members` are judged."""
    by_members = np.isin(choices.claimants, members)
    within = by_members & np.isin(choices.chosen_givers, members)
    theirs = by_members[:, None] & np.isin(choices.givers, members)
    return lesson_of(choices, counted & ~within, np.where(theirs, PADDING, choices.classes).astype(np.int8))


def learn(lessons: Sequence[Lesson]) -> Habits:
    """The likings under which each level of each factor is chosen as often as it was."""
    offered = np.concatenate([np.zeros((0, CLASSES)), *(lesson.offered for lesson in lessons)])
    chosen = sum((lesson.chosen for lesson in lessons), np.zeros(CLASSES))
    likings = np.ones(CLASSES)
    for _ in range(_ROUNDS):
        for levels in _FACTORS:
            weighed = offered * likings
            expected = (weighed / np.maximum(weighed.sum(axis=1, keepdims=True), _TINY)).sum(axis=0)
            likings = likings * (levels @ ((chosen @ levels + _PRIOR_CLAIMS) / (expected @ levels + _PRIOR_CLAIMS)))
    return Habits(likings / likings.max())


def chances(choices: Choices, habits: Habits) -> Floats:
    """`[claim, door]`: how likely, by chance and habit, each door was to be the one claimed."""
    weights = np.append(habits.likings, 0.0)[choices.classes]
    chance: Floats = weights / weights.sum(axis=1, keepdims=True)
    return chance
