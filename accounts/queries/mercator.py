"""How true distances relate to those on the map of Web Mercator (EPSG:3857). Pure.

The map stretches by k at a latitude: a / (N cos(latitude)) eastward and a / (M cos(latitude)) northward,
with N and M the ellipsoid's radii of curvature (Snyder, Map Projections, 1987, eq. 4-20, 4-18). On
WGS 84, a / N lies between 0.9966 and 1, and a / M between 0.9966 and 1.0068, everywhere.
"""

import math
from dataclasses import dataclass

from geo import Position

EARTH_RADIUS_METERS = 6_378_137.0
WORLD_METERS = 2 * math.pi * EARTH_RADIUS_METERS
"From the map's western edge to its eastern one."
MOST_STRETCH = 1.0068
"Times 1 / cos(latitude)."
_LEAST_METERS_PER_DEGREE = 110_574.0
_POLAR_LATITUDE = 89.0


@dataclass(frozen=True, slots=True)
class Reach:
    """What lies within a radius of a point, on the map: boxes of half-widths `half_x`, `half_y` round (x, y).

    There are two centres `xs` where the box crosses the antimeridian. On the map nothing within the radius is
    farther than `most_stretch` times its true distance. West and east of each box, south and north in degrees.
    """

    xs: tuple[float, ...]
    y: float
    half_x: float
    half_y: float
    most_stretch: float
    wests: tuple[float, ...]
    easts: tuple[float, ...]
    south: float
    north: float


def reach_around(near: Position, within_meters: float) -> Reach:
    """The boxes that hold every place within `within_meters` of `near`."""
    degrees = within_meters / _LEAST_METERS_PER_DEGREE
    south, north = max(-90.0, near.latitude - degrees), min(90.0, near.latitude + degrees)
    farthest = max(abs(south), abs(north))
    y = map_y(near.latitude)
    if farthest > _POLAR_LATITUDE:
        half_y = max(y - map_y(south), map_y(north) - y)
        return Reach((0.0,), y, WORLD_METERS, half_y, math.inf, (-180.0,), (180.0,), south, north)
    most = MOST_STRETCH / math.cos(math.radians(farthest))
    half = within_meters * most
    xs = _centres(EARTH_RADIUS_METERS * math.radians(near.longitude), half)
    return Reach(
        xs=xs,
        y=y,
        half_x=half,
        half_y=half,
        most_stretch=most,
        wests=tuple(max(-180.0, longitude_at(x - half)) for x in xs),
        easts=tuple(min(180.0, longitude_at(x + half)) for x in xs),
        south=south,
        north=north,
    )


def _centres(x: float, half: float) -> tuple[float, ...]:
    if x + half > WORLD_METERS / 2:
        return x, x - WORLD_METERS
    if x - half < -WORLD_METERS / 2:
        return x, x + WORLD_METERS
    return (x,)


def map_y(latitude: float) -> float:
    """As mercator_y in migration 0004."""
    clamped = max(-89.9, min(89.9, latitude))
    return EARTH_RADIUS_METERS * math.log(math.tan(math.pi / 4 + math.radians(clamped) / 2))


def longitude_at(x: float) -> float:
    """In degrees, of what lies `x` metres east on the map."""
    return math.degrees(x / EARTH_RADIUS_METERS)
