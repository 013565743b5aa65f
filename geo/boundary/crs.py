"""The `crs` member that GeoJSON had before RFC 7946: it may only say what is now the rule."""

from typing import Any

from geo.boundary.refusal import InvalidBoundary

_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


def refuse_other_crs(geojson: dict[str, Any]) -> None:
    """Raises InvalidBoundary where `geojson` names a coordinate reference system other than WGS 84."""
    match geojson.get("crs"):
        case None:
            return
        case {"properties": {"name": str(name)}} if name.upper().endswith(_WGS84):
            return
    raise InvalidBoundary("The boundary's crs isn't WGS 84: convert the coordinates to EPSG:4326, longitude first.")
