"""Boundaries as people have them: read from GeoJSON, repaired, or refused with the place that is broken."""

from geo.boundary.parse import Boundary, parse_boundary
from geo.boundary.refusal import InvalidBoundary

__all__ = ["Boundary", "InvalidBoundary", "parse_boundary"]
