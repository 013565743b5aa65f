"""Pure space, no domain: positions, datums, fixes, presence as a probability, boundaries, GeoJSON."""

from geo.boundary import Boundary, InvalidBoundary, is_wgs84, parse_boundary, polygons_in
from geo.circle import circle
from geo.datum import Datum, from_wgs84, to_wgs84
from geo.fix import Fix, FixProvider
from geo.geojson import line_string, to_geojson
from geo.mainland_china import Territory
from geo.position import Position, distance_meters
from geo.presence import on_site_probability

__all__ = [
    "Boundary",
    "Datum",
    "Fix",
    "FixProvider",
    "InvalidBoundary",
    "Position",
    "Territory",
    "circle",
    "distance_meters",
    "from_wgs84",
    "is_wgs84",
    "line_string",
    "on_site_probability",
    "parse_boundary",
    "polygons_in",
    "to_geojson",
    "to_wgs84",
]
