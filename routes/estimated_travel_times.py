"""Travel times where no roads are loaded: great-circle × detour ÷ speed, and a bit for every start.

Coefficients are those of European towns. The detour of roads over the straight line is about 1.3 to 1.4 for cars
(Boscoe, Henry & Zdeb 2012, "A nationwide comparison of driving distance versus straight-line distance": 1.42 in
the United States; Ballou, Rahardja & Sakai 2002, "Selected country circuity factors": 1.2 to 1.5), less for those
who may cut through parks. Speeds are door to door in town, traffic lights included. The start is unlocking,
parking and the way to the door; less of it for neighbours. Near a road network that was built, its own fit counts
(`roads.fit`).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo import Position, distance_meters
from routes.travel_times import Pace, Seconds, TravelMode, TravelSource, Way

_EARTH_RADIUS_METERS = 6_371_008.8
"Mean radius of WGS 84 (IUGG); a sphere is within 0.6 % of the ellipsoid, far less than a detour is known to."
_NEIGHBOUR_METERS = 100.0
PACES = {
    TravelMode.DRIVING: Pace(detour=1.35, meters_per_second=30 / 3.6, start_seconds=120),
    TravelMode.CYCLING: Pace(detour=1.30, meters_per_second=15 / 3.6, start_seconds=60),
    TravelMode.WALKING: Pace(detour=1.25, meters_per_second=4.8 / 3.6, start_seconds=0),
}


class EstimatedTravelTimes:
    """`TravelTimes` from positions alone; `fitted_to` names the road network that `pace` was fitted to."""

    source = TravelSource.ESTIMATE

    def __init__(self, mode: TravelMode, pace: Pace | None = None, *, fitted_to: str | None = None) -> None:
        self._pace = PACES[mode] if pace is None else pace
        self.version = f"estimate-2/{mode.lower()}" + (f"/{fitted_to}" if fitted_to else "")

    def durations(self, positions: Sequence[Position]) -> Seconds:
        pace = self._pace
        meters = great_circle_meters(positions) * pace.detour
        # A ramp, not a step: else two short ways could be quicker than the direct one.
        starts = pace.start_seconds * np.minimum(1.0, meters / _NEIGHBOUR_METERS)
        return np.ceil(meters / pace.meters_per_second + starts).astype(np.int64)

    def way(self, positions: Sequence[Position]) -> Way:
        """Straight from each position to the next: an estimate knows no better."""
        straight = sum(distance_meters(here, there) for here, there in pairwise(positions))
        return Way(tuple(positions), round(straight * self._pace.detour))


def great_circle_meters(positions: Sequence[Position]) -> NDArray[np.float64]:
    """Metres between all pairs, (n, n), by the haversine formula (Sinnott 1984), exact for small distances too."""
    degrees = np.array([(place.longitude, place.latitude) for place in positions], dtype=np.float64).reshape(-1, 2)
    longitudes, latitudes = np.radians(degrees).T
    north = np.sin((latitudes[:, None] - latitudes) / 2) ** 2
    east = np.sin((longitudes[:, None] - longitudes) / 2) ** 2
    half_chord = north + np.cos(latitudes[:, None]) * np.cos(latitudes) * east
    meters: NDArray[np.float64] = 2 * _EARTH_RADIUS_METERS * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
    return meters
