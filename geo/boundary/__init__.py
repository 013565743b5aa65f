"""Boundaries as people have them: read from GeoJSON, repaired, or refused with the place that is broken."""

from geo.boundary.crs import is_wgs84
from geo.boundary.parse import Boundary, parse_boundary
from geo.boundary.refusal import InvalidBoundary
from geo.boundary.ring import polygons_in

__all__ = ["Boundary", "InvalidBoundary", "is_wgs84", "parse_boundary", "polygons_in"]
