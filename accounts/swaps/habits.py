"""What honest reps prefer, learnt from claims: how fresh a door is in the pool, how it got there, whether they know it.

A conditional logit with three factors, fitted by iterative scaling. When a ring is judged, it is learnt from everything
but what the ring did with its own doors: claims of theirs are left out, and where its members claimed other doors,
theirs are left out of what there was to choose from. That leaves the estimate as it was for honest reps, since what
is chosen among fewer doors follows the same likings (McFadden, Conditional logit analysis, 1974, the independence
of irrelevant alternatives); but a ring no longer passes for a custom of the house.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from accounts.swaps.choices import (
    AGES_OF_CLASSES,
    CLASSES,
    KNOWN_CLASSES,
    PADDING,
    RELEASED_CLASSES,
    Choices,
    Floats,
    only,
)

_ROUNDS, _MORE_ROUNDS = 8, 2
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
    """What claims teach: `offered[menu, class]` doors there were, `chosen[class]` were claimed."""

    offered: Floats
    weights: Floats
    "`[menu]`: of each claim's menus 1 in all."
    chosen: Floats

    @property
    def claims(self) -> float:
        return float(self.weights.sum())


def lesson_of(choices: Choices) -> Lesson:
    """What a district teaches."""
    shown = choices.menus.classes.astype(np.int64)
    places = shown + (CLASSES + 1) * np.arange(len(shown))[:, None]
    offered = np.bincount(places.ravel(), minlength=shown.shape[0] * (CLASSES + 1)).reshape(-1, CLASSES + 1)
    chosen = np.bincount(choices.chosen_classes, minlength=CLASSES).astype(np.float64)
    return Lesson(offered[:, :-1].astype(np.float64), choices.menus.weights, chosen)


def lesson_without(choices: Choices, members: Sequence[int]) -> Lesson:
    """What is learnt of a district when `members` are judged."""
    within = np.isin(choices.claimants, members) & np.isin(choices.chosen_givers, members)
    left = only(choices, ~within)
    menus = left.menus
    theirs = np.isin(left.claimants, members)[menus.claims][:, None] & np.isin(menus.givers, members)
    classes = np.where(theirs, PADDING, menus.classes).astype(np.int8)
    return lesson_of(replace(left, menus=replace(menus, classes=classes)))


def in_brief(lesson: Lesson, *, most: int) -> Lesson:
    """Of too many menus every so-manieth."""
    step = -(-len(lesson.offered) // most) or 1
    return Lesson(lesson.offered[::step], lesson.weights[::step], lesson.chosen / step)


def together(lessons: Sequence[Lesson]) -> Lesson:
    return Lesson(
        np.concatenate([np.zeros((0, CLASSES)), *(lesson.offered for lesson in lessons)]),
        np.concatenate([np.zeros(0), *(lesson.weights for lesson in lessons)]),
        sum((lesson.chosen for lesson in lessons), np.zeros(CLASSES)),
    )


def learn(lesson: Lesson, *, nearly: Habits | None = None) -> Habits:
    """The likings under which each level of each factor is chosen as often as it was; sooner if `nearly` is near."""
    offered, chosen = lesson.offered, lesson.chosen
    likings = np.ones(CLASSES) if nearly is None else nearly.likings
    for _ in range(_ROUNDS if nearly is None else _MORE_ROUNDS):
        for levels in _FACTORS:
            weighed = offered * likings
            expected = (lesson.weights / np.maximum(weighed.sum(axis=1), _TINY)) @ weighed
            likings = likings * (levels @ ((chosen @ levels + _PRIOR_CLAIMS) / (expected @ levels + _PRIOR_CLAIMS)))
    return Habits(likings / likings.max())


def chances(choices: Choices, habits: Habits) -> Floats:
    """`[menu, door]`: how likely, by chance and habit, each door was to be the one claimed; by weight of the menu."""
    weights = np.append(habits.likings, 0.0)[choices.menus.classes]
    chance: Floats = weights * (choices.menus.weights / weights.sum(axis=1))[:, None]
    return chance
