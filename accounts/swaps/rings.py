"""Rings of two to five reps who take over from each other more often than chance has it.

Two patterns: accounts that go round (each of the ring takes over from the one before), and accounts that go
across (anyone of the ring from any other). How likely either is by chance is multiplied by the number of
rings that could have shown it in the district: the chance is that of seeing any such ring at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from math import comb, factorial, log

import numpy as np

from accounts.swaps.choices import Floats
from accounts.swaps.tallies import Tally, log_chance

LARGEST = 5
LEAST_HAND_ONS = 4
_LEAST_EXPECTED = 0.005
"A pair's; nobody's habits are known so well that less could be expected."
_WAYS = 2 * (LARGEST - 1)
"Patterns and sizes looked for."
_FOLLOWED = 6
"A rep's most striking takers, which alone are followed."
_MOST_CANDIDATES = 6
_WORTH_A_LOOK = log(3)
"Of the logarithm of the chance, by whatever tally: what is commoner won't be striking by a better one."
_WORTH_GROWING = log(60)
"What is commoner won't be striking with more members."


@dataclass(frozen=True, slots=True)
class Suspicion:
    """`members`: rows of the tally, in the order of the round where accounts went round."""

    members: tuple[int, ...]
    seen: int
    expected: float
    log_chance: float


def candidates(tally: Tally, *, scattered: float) -> list[Suspicion]:
    """What looks most like rings."""
    search = _Search(tally, scattered)
    rounds = [search.round(cycle) for cycle in search.cycles()]
    groups = {frozenset(found.members) for found in rounds}
    found = sorted([*rounds, *map(search.across, groups)], key=lambda suspicion: suspicion.log_chance)
    best = found[:_MOST_CANDIDATES]
    best += [search.grown(one) for one in best if one.log_chance <= _WORTH_GROWING]
    return [one for one in best if one.seen >= LEAST_HAND_ONS and one.log_chance <= _WORTH_A_LOOK]


def suspicion_of(tally: Tally, group: frozenset[int], *, scattered: float) -> Suspicion:
    """How unlikely it is that the group's hand-ons are chance, round or across."""
    search = _Search(tally, scattered)
    first, *others = sorted(group)
    rounds = [search.round((first, *order)) for order in permutations(others)]
    return min([search.across(group), *rounds], key=lambda suspicion: suspicion.log_chance)


class _Search:
    def __init__(self, tally: Tally, scattered: float) -> None:
        self._seen, self._scattered = tally.seen, scattered
        self._expected = np.maximum(tally.expected, _LEAST_EXPECTED)
        np.fill_diagonal(self._expected, 0)
        self._count = len(tally.reps)

    def cycles(self) -> Iterator[tuple[int, ...]]:
        """Rounds along pairs that are in excess, each from its lowest member on."""
        excess = (self._seen >= 1) & (self._seen > self._expected)
        striking = np.where(excess, self._seen / (self._expected + 0.5), 0)
        followed = [[int(to) for to in np.argsort(-row)[:_FOLLOWED] if row[to] > 0] for row in striking]
        stack: list[tuple[int, ...]] = [(start,) for start in range(self._count)]
        while stack:
            path = stack.pop()
            for to in followed[path[-1]]:
                if to == path[0] and len(path) > 1:
                    yield path
                elif to > path[0] and to not in path and len(path) < LARGEST:
                    stack.append((*path, to))

    def round(self, cycle: tuple[int, ...]) -> Suspicion:
        givers, takers = list(cycle), [*cycle[1:], cycle[0]]
        rounds = comb(self._count, len(cycle)) * factorial(len(cycle) - 1)
        gives = self._seen[givers, takers]
        seen = np.minimum(gives, _in_balance(gives.min())).sum()
        return self._suspicion(cycle, seen, self._expected[givers, takers].sum(), rounds)

    def across(self, group: frozenset[int]) -> Suspicion:
        members = tuple(sorted(group))
        within = np.ix_(members, members)
        gives, takes = self._seen[within].sum(axis=1), self._seen[within].sum(axis=0)
        seen = min(np.minimum(gives, _in_balance(takes)).sum(), np.minimum(takes, _in_balance(gives)).sum())
        return self._suspicion(members, seen, self._expected[within].sum(), comb(self._count, len(members)))

    def grown(self, suspicion: Suspicion) -> Suspicion:
        """With further members, as long as that makes it less likely."""
        best = suspicion
        while len(best.members) < LARGEST:
            outside = set(range(self._count)) - set(best.members)
            wider = [self.across(frozenset((*best.members, rep))) for rep in outside]
            widest = min(wider, key=lambda one: one.log_chance, default=best)
            if widest.log_chance >= best.log_chance:
                break
            best = widest
        return best

    def _suspicion(self, members: tuple[int, ...], seen: float, expected: float, rings: int) -> Suspicion:
        likely = log_chance(seen, expected, self._scattered) + log(rings * _WAYS)
        return Suspicion(members, int(seen), float(expected), likely)


def _in_balance(least: Floats) -> Floats:
    """The most that counts against so few in return: who only gives is no part of a ring, nor who only takes."""
    return np.where(least > 0, 2 * least + 1, 0.0)
