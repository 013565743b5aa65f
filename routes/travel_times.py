"""How long from each place to each other, whoever knows: a road network, or an estimate where none is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from geo import Position

Seconds = NDArray[np.int64]
"""`[i, j]` from the i-th position to the j-th, (n, n). Not symmetric where one-way streets aren't;
`problem.UNREACHABLE` where no way leads."""


class TravelMode(StrEnum):
    DRIVING = "DRIVING"
    CYCLING = "CYCLING"
    WALKING = "WALKING"


class TravelSource(StrEnum):
    ROADS = "ROADS"
    ESTIMATE = "ESTIMATE"


@dataclass(frozen=True, slots=True)
class Pace:
    """Way over straight line, speed in metres a second, and seconds for every start."""

    detour: float
    meters_per_second: float
    start_seconds: float


@dataclass(frozen=True, slots=True)
class Way:
    """The line along which one travels, two positions at least, and its length along the way in metres."""

    line: tuple[Position, ...]
    meters: int


class TravelTimes(Protocol):
    """A source of travel times for one mode of travel. Positions are WGS 84."""

    @property
    def source(self) -> TravelSource: ...

    @property
    def version(self) -> str:
        """Names the source, its data and coefficients, so that a stored plan can be explained later."""
        ...

    def durations(self, positions: Sequence[Position]) -> Seconds: ...

    def way(self, positions: Sequence[Position]) -> Way:
        """The way through `positions` in order, two at least."""
        ...
