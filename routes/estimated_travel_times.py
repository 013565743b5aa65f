"""Travel times where no roads are loaded: great-circle × detour ÷ speed, and a bit for every start.

Coefficients are those of European towns. The detour of roads over the straight line is about 1.3 to 1.4 for cars
(Boscoe, Henry & Zdeb 2012, "A nationwide comparison of driving distance versus straight-line distance": 1.42 in
the United States; Ballou, Rahardja & Sakai 2002, "Selected country circuity factors": 1.2 to 1.5), less for those
who may cut through parks. Speeds are door to door in town, traffic lights included. The start is unlocking,
parking and the way to the door; less of it for neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo import Position
from routes.travel_times import Matrix, TravelMode, TravelSource

_EARTH_RADIUS_METERS = 6_371_008.8
"Mean radius of WGS 84 (IUGG); a sphere is within 0.6 % of the ellipsoid, far less than a detour is known to."
_NEIGHBOUR_METERS = 100.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Way over straight line, speed in metres a second, and seconds for every start."""

    detour: float
    meters_per_second: float
    start_seconds: float


PACES = {
    TravelMode.DRIVING: Pace(detour=1.35, meters_per_second=30 / 3.6, start_seconds=120),
    TravelMode.CYCLING: Pace(detour=1.30, meters_per_second=15 / 3.6, start_seconds=60),
    TravelMode.WALKING: Pace(detour=1.25, meters_per_second=4.8 / 3.6, start_seconds=0),
}


class EstimatedTravelTimes:
    """`TravelTimes` from positions alone."""

    source = TravelSource.ESTIMATE
    version = "estimate-1"

    def matrix(self, positions: Sequence[Position], mode: TravelMode) -> Matrix:
        pace = PACES[mode]
        meters = _great_circle_meters(positions) * pace.detour
        # A ramp, not a step: else two short ways could be quicker than the direct one.
        starts = pace.start_seconds * np.minimum(1.0, meters / _NEIGHBOUR_METERS)
        seconds = np.ceil(meters / pace.meters_per_second + starts)
        return Matrix(seconds.astype(np.int64), np.rint(meters).astype(np.int64))

    def path(self, positions: Sequence[Position], mode: TravelMode) -> tuple[Position, ...]:  # noqa: ARG002
        """Straight from each position to the next: an estimate knows no better."""
        return tuple(positions)


def _great_circle_meters(positions: Sequence[Position]) -> NDArray[np.float64]:
    """Metres between all pairs, (n, n), by the haversine formula (Sinnott 1984), exact for small distances too."""
    degrees = np.array([(place.longitude, place.latitude) for place in positions], dtype=np.float64).reshape(-1, 2)
    longitudes, latitudes = np.radians(degrees).T
    north = np.sin((latitudes[:, None] - latitudes) / 2) ** 2
    east = np.sin((longitudes[:, None] - longitudes) / 2) ** 2
    half_chord = north + np.cos(latitudes[:, None]) * np.cos(latitudes) * east
    meters: NDArray[np.float64] = 2 * _EARTH_RADIUS_METERS * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
    return meters
