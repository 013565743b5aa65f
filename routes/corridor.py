"""The way of a day before there is a route: from the start past the must-visits to the end."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo import Position

_METERS_A_DEGREE = 111_195.0
"Of latitude, on the mean sphere."


def off_way_meters(
    positions: Sequence[Position], *, start: Position, musts: Sequence[Position], end: Position
) -> list[float]:
    """Metres of each position from the line through start, must-visits (each time the nearest next) and end.

    On a plane that touches the Earth at the start: within a per cent or so in the range of a day.
    """
    places, way = _plane(positions, start), _plane(way_past(start, musts, end), start)
    begins, ends = way[:-1], way[1:]
    along = ends - begins
    lengths = np.maximum((along**2).sum(axis=1), 1e-9)
    shares = ((places[:, None] - begins) * along).sum(axis=2) / lengths
    nearest = begins + np.clip(shares, 0, 1)[:, :, None] * along
    away: NDArray[np.float64] = np.hypot(*(places[:, None] - nearest).transpose(2, 0, 1)).min(axis=1)
    return [float(meters) for meters in away]


def way_past(start: Position, musts: Sequence[Position], end: Position) -> list[Position]:
    """Start, must-visits, each time the nearest next, and end."""
    plane = _plane(musts, start)
    here, order, rest = np.zeros(2), [], list(range(len(musts)))
    while rest:
        order.append(min(rest, key=lambda index: float(((plane[index] - here) ** 2).sum())))
        here = plane[order[-1]]
        rest.remove(order[-1])
    return [start, *(musts[index] for index in order), end]


def _plane(positions: Sequence[Position], origin: Position) -> NDArray[np.float64]:
    """Metres east and north of `origin`, (n, 2); the shorter way round the Earth."""
    degrees = np.array([(place.longitude, place.latitude) for place in positions], dtype=np.float64).reshape(-1, 2)
    east = (degrees[:, 0] - origin.longitude + 180) % 360 - 180
    scale = np.cos(np.radians((degrees[:, 1] + origin.latitude) / 2))
    return np.column_stack((east * scale, degrees[:, 1] - origin.latitude)) * _METERS_A_DEGREE
