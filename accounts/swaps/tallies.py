"""Who took over from whom in a district how often, against how often chance and habit would have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from accounts.swaps.choices import (
    AGES_DAYS,
    AGES_OF_CLASSES,
    KINDS,
    NOBODY,
    RELEASED_CLASSES,
    STOCK,
    Choices,
    Floats,
    Ints,
)
from accounts.swaps.habits import Habits, chances

LEAST_SCATTER = 0.08
_MOST_SCATTER = 2.0
_LEAST_CHANCE = 1e-300
_TRIMMED = 0.04
_PRIOR = 3.0
"Hand-ons of a kind that others are taken to have shown as expected, before any was seen."

_BOUNDS_DAYS = np.array([*AGES_DAYS, np.inf])[AGES_OF_CLASSES[:KINDS]]
_RELEASED = RELEASED_CLASSES[:KINDS]
ASPECTS: Mapping[str, NDArray[np.bool_]] = {
    "all": np.ones(KINDS, dtype=bool),
    "released": _RELEASED,
    "released and within three days": _RELEASED & (_BOUNDS_DAYS <= 3),
    "within a day": _BOUNDS_DAYS <= 1,
    "released and within a day": _RELEASED & (_BOUNDS_DAYS <= 1),
    "released and within six hours": _RELEASED & (_BOUNDS_DAYS <= 1 / 4),
    "released and within the hour": _RELEASED & (_BOUNDS_DAYS <= 1 / 24),
}
"Kinds that are counted together: who releases is looked for apart from who lets expire, and the hasty by themselves."


@dataclass(frozen=True, slots=True)
class Tally:
    """`seen[giver, taker]` hand-ons, and how many were `expected`."""

    reps: Sequence[UUID]
    seen: Floats
    expected: Floats


def tallies(choices: Choices, expected: Floats) -> list[Tally]:
    """For each aspect, `expected` being by kind."""
    seen = _seen_by_kind(choices)
    return [Tally(choices.reps, seen[kinds].sum(axis=0), expected[kinds].sum(axis=0)) for kinds in ASPECTS.values()]


def expected_by_kind(choices: Choices, habits: Habits) -> Floats:
    """`[kind, giver, taker]`: how many hand-ons were to be expected."""
    menus, reps = choices.menus, len(choices.reps)
    somebodys = menus.givers != NOBODY
    takers = np.broadcast_to(choices.claimants[menus.claims][:, None], menus.givers.shape)[somebodys]
    expected = chances(choices, habits)[somebodys]
    return _by_kind(menus.classes[somebodys], menus.givers[somebodys], takers, expected, reps)


def as_others_do(choices: Choices, expected: Floats, group: frozenset[int]) -> Floats:
    """More `expected` of every kind that those outside the group show more often too: it is a custom of the house.

    Where everybody takes whatever was let go last, for one, other moments know nothing of it.
    """
    members = list(group)
    seen_of_others, expected_of_others = _seen_by_kind(choices), expected.copy()
    for counts in (seen_of_others, expected_of_others):
        counts[np.ix_(range(KINDS), members, members)] = 0
    seen, likely = seen_of_others.sum(axis=(1, 2)), expected_of_others.sum(axis=(1, 2))
    raised: Floats = expected * np.maximum(1.0, (seen + _PRIOR) / (likely + _PRIOR))[:, None, None]
    return raised


def tallies_by_activity(choices: Choices) -> list[Tally]:
    """For each aspect: if each taken door had gone to any other claimant, by how much each claims.

    Blind to tastes, and so only fit to say whom to look at; but no ring is so busy that it would seem the custom.
    """
    reps = len(choices.reps)
    claims = np.bincount(choices.claimants, minlength=reps).astype(np.float64)
    others = np.maximum(claims.sum() - claims, 1.0)
    found = []
    by_kind = _seen_by_kind(choices)
    for kinds in ASPECTS.values():
        seen = by_kind[kinds].sum(axis=0)
        expected = seen.sum(axis=1, keepdims=True) * claims / others[:, None]
        np.fill_diagonal(expected, 0)
        found.append(Tally(choices.reps, seen, expected))
    return found


def scatter(own: Tally, others: Sequence[Tally], *, but_for: frozenset[int]) -> float:
    """How much further than by chance honest pairs lie from what was expected of them, as a relative variance.

    Moments of all pairs of a district and of others but the few that stand out most, and those of the group `but_for`,
    which is judged by it; never below `LEAST_SCATTER`, since nobody's habits are known better than that.
    """
    kept = [(own, _pairs(own, but_for)), *((one, _pairs(one, frozenset())) for one in others)]
    seen = np.concatenate([one.seen[pairs] for one, pairs in kept])
    expected = np.concatenate([one.expected[pairs] for one, pairs in kept])
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


def _seen_by_kind(choices: Choices) -> Floats:
    taken, reps = choices.chosen_givers != NOBODY, len(choices.reps)
    givers, takers = choices.chosen_givers[taken], choices.claimants[taken]
    return _by_kind(choices.chosen_classes[taken], givers, takers, np.ones(len(givers)), reps)


def _by_kind(classes: Ints, givers: Ints, takers: Ints, counted: Floats, reps: int) -> Floats:
    """`[kind, giver, taker]`; nobody takes over from themselves."""
    places = (classes.astype(np.int64) % (STOCK + 1) * reps + givers) * reps + takers
    totals: Floats = np.bincount(places, weights=counted, minlength=KINDS * reps * reps).astype(np.float64)
    found = totals.reshape(KINDS, reps, reps)
    found[:, np.arange(reps), np.arange(reps)] = 0
    return found


def _pairs(one: Tally, group: frozenset[int]) -> NDArray[np.bool_]:
    pairs = ~np.eye(len(one.reps), dtype=bool)
    pairs[np.ix_(list(group), list(group))] = False
    return pairs
