"""Shares with their uncertainty: whole reps are drawn again, since what one does hangs together."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """`low` to `high` hold it in 95 of 100 draws."""

    value: float
    low: float
    high: float
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one rep or crew."""

    hits: int
    of: int


def share(tallies: Sequence[Tally]) -> Share:
    """Hits over all, with a bootstrap over the tallies; where none hits, the rule of three tells the upper bound."""
    hits, of = sum(each.hits for each in tallies), sum(each.of for each in tallies)
    if of == 0:
        return Share(0.0, 0.0, 1.0, 0, 0)
    if hits in (0, of):
        bound = min(1.0, 3 / len(tallies)) if hits else 3 / of
        return Share(hits / of, 1 - bound if hits else 0.0, 1.0 if hits else bound, hits, of)
    random, drawn = Random(hits * 1_000_003 + of), []
    for _ in range(_DRAWS):
        sample = random.choices(tallies, k=len(tallies))
        total = sum(each.of for each in sample)
        drawn.append(sum(each.hits for each in sample) / total if total else 0.0)
    drawn.sort()
    return Share(hits / of, drawn[int(0.025 * _DRAWS)], drawn[int(0.975 * _DRAWS)], hits, of)
