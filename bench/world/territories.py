"""Sales regions: the globe cut again and again along crooked borders, until none holds many accounts.

So dense towns have small regions, all neighbours touch, and none overlap.
"""

import heapq
from dataclasses import dataclass
from itertools import count

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from bench.world.towns import Places
from geo import polygons_in

Numbers = NDArray[np.float64]

_GLOBE = shapely.box(-180, -60, 180, 80)
_BEYOND = 400.0
_CORNERS_A_BORDER = 120
_STEEPEST = 0.2
"Gentle enough for every border that runs north to meet one that runs east only once."

_BESIDE = 1e-8
"Degrees by which a border misses the account in the middle."


@dataclass(frozen=True, slots=True)
class Territory:
    shape: MultiPolygon
    account_indexes: NDArray[np.intp]


@dataclass(slots=True)
class _Piece:
    shape: MultiPolygon
    indexes: NDArray[np.intp]
    halves: "tuple[_Piece, _Piece] | None" = None


def carve(places: Places, number: int, rng: np.random.Generator) -> list[Territory]:
    """The globe in `number` territories, whose neighbours in the list are mostly neighbours on the ground."""
    coordinates = np.column_stack([places.longitudes, places.latitudes])
    globe = _Piece(MultiPolygon([_GLOBE]), np.arange(len(coordinates)))
    serial = count()
    fullest = [(-len(globe.indexes), next(serial), globe)]
    while len(fullest) < number:
        piece = heapq.heappop(fullest)[2]
        piece.halves = _halve(piece, coordinates, rng)
        for half in piece.halves:
            heapq.heappush(fullest, (-len(half.indexes), next(serial), half))
    return [Territory(piece.shape, piece.indexes) for piece in _leaves(globe)]


def _leaves(piece: _Piece) -> list[_Piece]:
    return [piece] if piece.halves is None else [leaf for half in piece.halves for leaf in _leaves(half)]


def _halve(piece: _Piece, coordinates: Numbers, rng: np.random.Generator) -> tuple[_Piece, _Piece]:
    """Cut across the longer side, where half of the accounts lie on either side."""
    west, south, east, north = piece.shape.bounds
    is_wide = (east - west) * np.cos(np.radians((south + north) / 2)) > north - south
    across, along = (0, 1) if is_wide else (1, 0)
    inside = coordinates[piece.indexes]
    steps, offsets = _border((south, north) if is_wide else (west, east), rng)
    offsets += np.median(inside[:, across] - np.interp(inside[:, along], steps, offsets)) + _BESIDE
    is_below = inside[:, across] < np.interp(inside[:, along], steps, offsets)
    side = _side(steps, offsets, is_wide=bool(is_wide))
    below = _Piece(polygons_in(shapely.intersection(piece.shape, side)), piece.indexes[is_below])
    above = _Piece(polygons_in(shapely.difference(piece.shape, side)), piece.indexes[~is_below])
    return below, above


def _border(span: tuple[float, float], rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """A crooked line from one end of the span to the other and a little beyond: its steps, and how far it is off."""
    margin = 0.05 * (span[1] - span[0])
    steps = np.linspace(span[0] - margin, span[1] + margin, _CORNERS_A_BORDER)
    slopes = rng.uniform(-_STEEPEST, _STEEPEST, _CORNERS_A_BORDER)
    return steps, np.cumsum(slopes) * (steps[1] - steps[0])


def _side(steps: Numbers, offsets: Numbers, *, is_wide: bool) -> Polygon:
    """All that lies on the lower side of the border."""
    line = np.column_stack([offsets, steps] if is_wide else [steps, offsets])
    away = -_BEYOND
    ends = [(away, steps[-1]), (away, steps[0])] if is_wide else [(steps[-1], away), (steps[0], away)]
    return Polygon([*line, *ends])
