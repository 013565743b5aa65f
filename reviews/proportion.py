"""A share of few cases, and how far it may be from the truth."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054
"The standard normal's 97.5 % quantile."


@dataclass(frozen=True, slots=True)
class Proportion:
    """`low` and `high` hold the true share with 95 % confidence."""

    estimate: float
    low: float
    high: float


def proportion(hits: int, trials: int) -> Proportion | None:
    """The share of `hits` with Wilson's score interval (Wilson 1927, JASA 22:209); None without trials."""
    if trials == 0:
        return None
    share = hits / trials
    shrunk = 1 + _Z**2 / trials
    centre = (share + _Z**2 / (2 * trials)) / shrunk
    half = _Z * sqrt(share * (1 - share) / trials + _Z**2 / (4 * trials**2)) / shrunk
    return Proportion(share, max(0.0, centre - half), min(1.0, centre + half))
