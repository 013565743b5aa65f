"""Who took over from whom in a district how often, against how often chance and habit would have it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from accounts.swaps.choices import AGES_DAYS, AGES_OF_CLASSES, CLASSES, NOBODY, RELEASED_CLASSES, Choices, Floats
from accounts.swaps.habits import Habits, chances

LEAST_SCATTER = 0.08
_MOST_SCATTER = 2.0
_LEAST_CHANCE = 1e-300
_TRIMMED = 0.04

_BOUNDS_DAYS = np.array([*AGES_DAYS, np.inf, np.inf])[AGES_OF_CLASSES]
ASPECTS: Mapping[str, NDArray[np.bool_]] = {
    "all": np.ones(CLASSES, dtype=bool),
    "released": RELEASED_CLASSES,
    "released and within three days": RELEASED_CLASSES & (_BOUNDS_DAYS <= 3),
    "within a day": _BOUNDS_DAYS <= 1,
    "released and within a day": RELEASED_CLASSES & (_BOUNDS_DAYS <= 1),
    "released and within six hours": RELEASED_CLASSES & (_BOUNDS_DAYS <= 1 / 4),
    "released and within the hour": RELEASED_CLASSES & (_BOUNDS_DAYS <= 1 / 24),
}
"What is counted: rings that release are looked for apart from those that let expire, and hasty ones by themselves."


@dataclass(frozen=True, slots=True)
class Tally:
    """`seen[giver, taker]` hand-ons, and how many were `expected`."""

    reps: tuple[UUID, ...]
    seen: Floats
    expected: Floats


def tallies(choices: Choices, habits: Habits) -> list[Tally]:
    """For each aspect: what the claimants would have chosen of what there was."""
    reps, each = len(choices.reps), chances(choices, habits)
    claimants = np.repeat(choices.claimants, choices.givers.shape[1])
    found = []
    for seen, classes in _seen(choices):
        # The last row gathers the doors that nobody let go of late: NOBODY is -1.
        expected = np.zeros((reps + 1, reps))
        counted = each * np.append(classes, False)[choices.classes]
        np.add.at(expected, (choices.givers.ravel(), claimants), counted.ravel())
        np.fill_diagonal(expected, 0)
        found.append(Tally(choices.reps, seen, expected[:-1]))
    return found


def tallies_by_activity(choices: Choices) -> list[Tally]:
    """For each aspect: if each taken door had gone to any other claimant, by how much each claims.

    Blind to tastes, and so only fit to say whom to look at; but no ring is so busy that it would seem the custom.
    """
    reps = len(choices.reps)
    claims = np.bincount(choices.claimants, minlength=reps).astype(np.float64)
    others = np.maximum(claims.sum() - claims, 1.0)
    found = []
    for seen, _ in _seen(choices):
        expected = seen.sum(axis=1, keepdims=True) * claims / others[:, None]
        np.fill_diagonal(expected, 0)
        found.append(Tally(choices.reps, seen, expected))
    return found


def scatter(districts: Sequence[Tally], *, but_for: tuple[int, frozenset[int]] | None = None) -> float:
    """How much further than by chance honest pairs lie from what was expected of them, as a relative variance.

    Moments of all pairs but the few that stand out most, and those of the group (district, members) `but_for`, which is
    judged by it; never below `LEAST_SCATTER`, since nobody's habits are known better than that.
    """
    kept = [
        _pairs(one, but_for[1] if but_for and but_for[0] == at else frozenset()) for at, one in enumerate(districts)
    ]
    seen = np.concatenate([np.zeros(0), *(one.seen[pairs] for one, pairs in zip(districts, kept, strict=True))])
    expected = np.concatenate([np.zeros(0), *(one.expected[pairs] for one, pairs in zip(districts, kept, strict=True))])
    if not len(seen):
        return LEAST_SCATTER
    odd = (seen - expected) ** 2 / (expected + 0.1)
    usual = odd <= np.quantile(odd, 1 - _TRIMMED)
    excess = ((seen - expected) ** 2 - expected)[usual].sum() / max((expected[usual] ** 2).sum(), 1e-9)
    return float(np.clip(excess, LEAST_SCATTER, _MOST_SCATTER))


def log_chance(seen: float, expected: float, scattered: float) -> float:
    """The logarithm of the chance of `seen` hand-ons or more: negative binomial, Poisson with a scattered mean."""
    size = 1 / scattered
    return log(max(_LEAST_CHANCE, betainc(seen, size, expected / (size + expected)))) if seen else 0.0


def _seen(choices: Choices) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    reps = len(choices.reps)
    for classes in ASPECTS.values():
        taken = (choices.chosen_givers != NOBODY) & classes[choices.chosen_classes]
        seen = np.zeros((reps, reps))
        np.add.at(seen, (choices.chosen_givers[taken], choices.claimants[taken]), 1)
        np.fill_diagonal(seen, 0)
        yield seen, classes


def _pairs(one: Tally, group: frozenset[int]) -> NDArray[np.bool_]:
    pairs = ~np.eye(len(one.reps), dtype=bool)
    pairs[np.ix_(list(group), list(group))] = False
    return pairs
