"""A circle on the ellipsoid, for maps."""

from typing import Any

from pyproj import Geod

from geo.position import Position

_ELLIPSOID = Geod(ellps="WGS84")
_CORNERS = 48


def circle(centre: Position, radius_meters: float) -> dict[str, Any]:
    """The circle as a GeoJSON Polygon of 48 corners, counter-clockwise (RFC 7946)."""
    bearings = [-360.0 * corner / _CORNERS for corner in range(_CORNERS)]
    number = len(bearings)
    longitudes, latitudes, _ = _ELLIPSOID.fwd(
        [centre.longitude] * number, [centre.latitude] * number, bearings, [radius_meters] * number
    )
    ring = [[float(x), float(y)] for x, y in zip(longitudes, latitudes, strict=True)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
