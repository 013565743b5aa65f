"""How long from each place to each other, whoever knows: the door behind which a road engine will stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from geo import Position


class TravelMode(StrEnum):
    DRIVING = "DRIVING"
    CYCLING = "CYCLING"
    WALKING = "WALKING"


class TravelSource(StrEnum):
    ROADS = "ROADS"
    ESTIMATE = "ESTIMATE"


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """`[i, j]` from the i-th position to the j-th: seconds, and metres on the way taken; (n, n) each.

    Not symmetric where one-way streets aren't. Where no way leads, seconds are `problem.UNREACHABLE`.
    """

    durations: NDArray[np.int64]
    distances: NDArray[np.int64]


class TravelTimes(Protocol):
    """A source of travel times. Positions are WGS 84."""

    @property
    def source(self) -> TravelSource: ...

    @property
    def version(self) -> str:
        """Names the source, its data and coefficients, so that a stored plan can be explained later."""
        ...

    def matrix(self, positions: Sequence[Position], mode: TravelMode) -> Matrix: ...

    def path(self, positions: Sequence[Position], mode: TravelMode) -> tuple[Position, ...]:
        """The line along which one travels through `positions` in order, both ends included; two points at least."""
        ...
