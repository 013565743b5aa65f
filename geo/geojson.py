"""GeoJSON (RFC 7946) out: longitude first, exteriors counter-clockwise, no foreign members."""

from collections.abc import Sequence
from typing import Any

import shapely
from shapely import LinearRing, MultiPolygon

from geo.position import Position


def to_geojson(shape: MultiPolygon) -> dict[str, Any]:
    """The MultiPolygon as a GeoJSON geometry, wound by the right-hand rule."""
    polygons = shapely.orient_polygons(shape).geoms
    return {
        "type": "MultiPolygon",
        "coordinates": [[_ring(each) for each in (polygon.exterior, *polygon.interiors)] for polygon in polygons],
    }


def line_string(positions: Sequence[Position]) -> dict[str, Any]:
    """A path of two positions or more as a GeoJSON geometry; of none, an empty one (RFC 7946, section 3.1)."""
    if len(positions) == 1:
        raise ValueError("A LineString has at least two positions.")
    return {"type": "LineString", "coordinates": [[each.longitude, each.latitude] for each in positions]}


def _ring(ring: LinearRing) -> list[list[float]]:
    coordinates: list[list[float]] = shapely.get_coordinates(ring).tolist()
    return coordinates
