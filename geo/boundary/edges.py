"""All edges of a boundary at once: where they cross, and whether there is too much of it to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely

from geo.boundary.refusal import InvalidBoundary
from geo.boundary.ring import Rings, Vertices, cross
from geo.position import Position

# GEOS can't be interrupted, and its time grows with the pairs of edges whose boxes overlap (25 ns each
# to validate) and with the crossings (30 µs each to repair): these bounds keep each within seconds.
_MOST_NEIGHBOURS = 100_000_000
_MOST_NEIGHBOURS_TO_REPAIR = 5_000_000
_MOST_CROSSINGS = 10_000
_PAIRS_AT_ONCE = 2_000_000

Indices: TypeAlias = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Crossings:
    """Row by row: the two edges, the earlier first, and the place where they cross."""

    earlier: Indices
    later: Indices
    places: Vertices


@dataclass(frozen=True)
class Edges:
    """Edge i runs from `starts[i]` to `ends[i]`."""

    starts: Vertices
    ends: Vertices

    @classmethod
    def of(cls, rings: Rings) -> "Edges":
        return cls(
            np.vstack([ring.vertices[:-1] for ring in rings]),
            np.vstack([ring.vertices[1:] for ring in rings]),
        )

    def refuse_intricacy(self) -> None:
        """Raises InvalidBoundary where even to ask for validity would take too long."""
        if len(self.starts) ** 2 > _MOST_NEIGHBOURS:
            for _ in self._neighbours(_MOST_NEIGHBOURS):
                pass

    def refuse_scribble(self) -> None:
        """Raises InvalidBoundary where a repair would take too long."""
        self.crossings()

    def crossings(self) -> Crossings:
        """Where edges cross properly, not at their ends. Raises InvalidBoundary where they never seem to stop."""
        found: list[tuple[Indices, Indices, Vertices]] = []
        count = 0
        for earlier, later in self._neighbours(_MOST_NEIGHBOURS_TO_REPAIR):
            found.append(self._crossing(earlier, later))
            count += len(found[-1][-1])
            if count > _MOST_CROSSINGS:
                at = Position(*found[-1][-1][-1].tolist())
                raise InvalidBoundary(f"The boundary crosses itself over {_MOST_CROSSINGS} times: draw it anew.", at)
        return Crossings(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def _neighbours(self, most: int) -> Iterator[tuple[Indices, Indices]]:
        """Pairs of edges whose boxes overlap, each pair once, in batches."""
        west, south = np.minimum(self.starts, self.ends).T
        east, north = np.maximum(self.starts, self.ends).T
        boxes = shapely.box(west, south, east, north)
        tree = shapely.STRtree(boxes)
        batch = max(1, _PAIRS_AT_ONCE // len(boxes))
        seen = 0
        for first in range(0, len(boxes), batch):
            asking, near = tree.query(boxes[first : first + batch])
            seen += len(near)
            if seen > most:
                raise InvalidBoundary("The boundary's edges lie too densely to check: simplify it.")
            once = asking + first < near
            yield asking[once] + first, near[once]

    def _crossing(self, earlier: Indices, later: Indices) -> tuple[Indices, Indices, Vertices]:
        a, b, c, d = self.starts[earlier], self.ends[earlier], self.starts[later], self.ends[later]
        side_a, side_b = _side(c, d, a), _side(c, d, b)
        properly = (side_a * side_b < 0) & (_side(a, b, c) * _side(a, b, d) < 0)
        share = (side_a[properly] / (side_a[properly] - side_b[properly]))[:, None]
        return earlier[properly], later[properly], a[properly] + share * (b[properly] - a[properly])


def _side(start: Vertices, end: Vertices, place: Vertices) -> npt.NDArray[np.float64]:
    """Positive where `place` lies left of the line from `start` to `end`, negative right of it."""
    return cross(end - start, place - start)
