"""From whatever was sent as a boundary to a valid area, in four steps."""

from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod
from shapely import MultiPolygon, Polygon

from geo.boundary.edges import Edges
from geo.boundary.reading import read_polygons
from geo.boundary.refusal import InvalidBoundary
from geo.boundary.repair import repaired
from geo.boundary.ring import Rings
from geo.position import Position

_ELLIPSOID = Geod(ellps="WGS84")
_HALF_OF_UNIT_SPHERE = 2 * np.pi
_SLIVER_SQUARE_METERS = 1.0


@dataclass(frozen=True, slots=True)
class Boundary:
    """A valid area on WGS 84, wound by the right-hand rule, and its size on the ellipsoid."""

    shape: MultiPolygon
    area_square_meters: float


def parse_boundary(geojson: object) -> Boundary:
    """The boundary that a GeoJSON object means; `geojson` is what a JSON parser answers, unchecked.

    Takes a Polygon, a MultiPolygon, a Feature of one or a FeatureCollection of one such, with up to
    100,000 vertices. Repairs what leaves the area as it was to one part in a thousand: winding, rings
    that lack their closing position, repeated positions, spikes, rings that touch themselves, the
    crossings that rounding makes, polygons that overlap (joined), parts under 1 m² (dropped).

    Raises InvalidBoundary for everything else, with the place where there is one.
    """
    polygons = read_polygons(geojson)
    shape = _without_slivers(_valid(polygons))
    if shape.is_empty:
        raise InvalidBoundary("The boundary isn't an area: it has less than 1 m².", _first_position(polygons))
    return Boundary(shape, _area_square_meters(shape))


def _valid(polygons: list[Rings]) -> MultiPolygon:
    edges = Edges.of(polygons)
    edges.refuse_intricacy()
    shape = MultiPolygon([_polygon(rings) for rings in polygons])
    if not shape.is_valid:
        crossings = edges.crossings()
        shape = _joined([repaired(rings, crossings) for rings in polygons])
    _refuse_half_the_globe(shape)
    return shapely.orient_polygons(shape)
