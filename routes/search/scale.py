"""Whole units for figures that may have decimals."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import InvalidInput
from routes.search.task import UNREACHABLE

_MOST_DECIMALS = 6
_ROOM = UNREACHABLE // 4
"Units in which every sum has to find room."


@dataclass(frozen=True, slots=True)
class Scale:
    """So many units to one. Where a figure has finer parts, it is rounded to the side that keeps plans safe."""

    units: int

    def up(self, figure: float) -> int:
        return min(UNREACHABLE - 1, int(np.ceil(round(figure * self.units, 3))))

    def down(self, figure: float) -> int:
        return min(UNREACHABLE - 1, int(np.floor(round(figure * self.units, 3))))

    def near(self, figure: float) -> int:
        return round(figure * self.units)

    def matrix(self, figures: NDArray[np.float64]) -> NDArray[np.int64]:
        """Rounded up; UNREACHABLE where a figure is infinite."""
        finite = np.isfinite(figures)
        units = np.ceil(np.round(np.where(finite, figures, 0.0) * self.units, 3)).astype(np.int64)
        return np.where(finite, units, UNREACHABLE)

    def out(self, units: int) -> float:
        """The figure again, an integer where it is one."""
        return units // self.units if units % self.units == 0 else units / self.units


def finest(figures: Iterable[float], *, longest: float) -> Scale:
    """The scale with the fewest decimals that holds the figures exactly, six at most, as long as sums up to `longest`
    find room. Raises InvalidInput where not even whole figures do."""
    if longest >= _ROOM:
        raise InvalidInput("durations", f"They come to {longest:.3g} in all; less than {_ROOM:.3g} are possible.")
    known = np.array([figure for figure in figures if figure < _ROOM], dtype=np.float64)
    decimals = 0
    while decimals < _MOST_DECIMALS and longest * 10 ** (decimals + 1) < _ROOM and not _whole(known * 10**decimals):
        decimals += 1
    return Scale(10**decimals)


def _whole(figures: NDArray[np.float64]) -> bool:
    return bool((np.abs(figures - np.round(figures)) < 1e-6).all())
