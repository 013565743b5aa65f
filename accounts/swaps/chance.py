"""How often chance alone would show something as striking: a district's hand-ons, played again by chance.

Each pair's hand-ons of each kind are drawn as often as was to be expected of it, and scattered as those of honest pairs
are; then rings are looked for as they were in what truly happened. That takes into account all that was looked at at
once, and how much one look is like another.
"""

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from accounts.swaps.choices import Floats
from accounts.swaps.rings import candidates
from accounts.swaps.tallies import ASPECTS, Tally

_ENOUGH_AS_STRIKING = 2
_SEED = 4


def replayed_chance(
    reps: Sequence[UUID], expected: Floats, *, scattered: Sequence[float], as_striking_as: float, at_most: float
) -> float:
    """The share of replays that show a group whose chance, by its logarithm, is as small as `as_striking_as`.

    `expected[kind, giver, taker]`; `scattered` is each aspect's. Ends as soon as it is more than `at_most`.
    """
    rng = np.random.default_rng(_SEED)
    replays = int(_ENOUGH_AS_STRIKING / at_most)
    met = 0
    for replay in range(1, replays):
        luck = rng.gamma(1 / max(scattered), max(scattered), expected.shape[1:])
        drawn = rng.poisson(expected * luck).astype(np.float64)
        met += _most_striking(reps, drawn, expected, scattered) <= as_striking_as
        if met >= _ENOUGH_AS_STRIKING:
            return (met + 1) / (replay + 1)
    return (met + 1) / replays


def _most_striking(reps: Sequence[UUID], drawn: Floats, expected: Floats, scattered: Sequence[float]) -> float:
    """The logarithm of the least chance that a group has by any aspect."""
    found = [
        one.log_chance
        for kinds, scatter in zip(ASPECTS.values(), scattered, strict=True)
        for one in candidates(Tally(reps, drawn[kinds].sum(axis=0), expected[kinds].sum(axis=0)), scattered=scatter)
    ]
    return min(found, default=np.inf)
