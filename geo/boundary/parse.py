"""From whatever was sent as a boundary to a valid area on WGS 84."""

from dataclasses import dataclass
from math import cos, pi, radians

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely import MultiPolygon, Polygon
from shapely.errors import GEOSException

from geo.boundary.edges import Edges
from geo.boundary.reading import read_polygons
from geo.boundary.refusal import InvalidBoundary
from geo.boundary.repair import repaired
from geo.boundary.ring import Rings, polygon_of, polygons_in

_ELLIPSOID = Geod(ellps="WGS84")
_METERS_PER_DEGREE = 111_195
_HALF_OF_UNIT_SPHERE = 2 * pi


@dataclass(frozen=True, slots=True)
class Boundary:
    """A valid area, wound by the right-hand rule of RFC 7946, and its size on the ellipsoid."""

    shape: MultiPolygon
    area_square_meters: float


def parse_boundary(geojson: object) -> Boundary:
    """The area that a GeoJSON object bounds; `geojson` is whatever a JSON parser answered.

    Takes a Polygon or a MultiPolygon, or one of them in a Feature or in a FeatureCollection of one, with
    100,000 vertices at most; heights are dropped. Repairs what changes the area by less than one part in
    a thousand: winding, rings whose first position isn't repeated as the last, repeated positions,
    spikes, rings that touch themselves, the crossings that rounding makes. Joins polygons that overlap
    and drops those under 1 m².

    Raises InvalidBoundary, and nothing else, for everything else.
    """
    polygons = read_polygons(geojson)
    try:
        shape = _valid(polygons)
    except GEOSException as error:
        raise InvalidBoundary("The boundary's edges are too entangled to repair: simplify it.") from error
    _refuse_half_the_globe(shape)
    lasting = MultiPolygon([part for part in shape.geoms if not _is_sliver(part)])
    if lasting.is_empty:
        raise InvalidBoundary("The boundary isn't an area: it covers less than 1 m².", polygons[0][0].first)
    return Boundary(lasting, abs(_ELLIPSOID.geometry_area_perimeter(lasting)[0]))


def _valid(polygons: list[Rings]) -> MultiPolygon:
    edges = Edges.of([ring for rings in polygons for ring in rings])
    edges.refuse_intricacy()
    shape = MultiPolygon([polygon_of(rings) for rings in polygons])
    if not shape.is_valid:
        edges.refuse_scribble()
        shape = polygons_in(shapely.union_all([repaired(rings) for rings in polygons]))
    return shapely.orient_polygons(shape)


def _refuse_half_the_globe(shape: MultiPolygon) -> None:
    if shapely.transform(shape, _equal_area).area > _HALF_OF_UNIT_SPHERE:
        raise InvalidBoundary("The boundary covers more than half of the globe: draw a smaller one.")


def _equal_area(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Lambert's cylindrical projection of the unit sphere."""
    longitude, latitude = np.radians(degrees).T
    return np.column_stack([longitude, np.sin(latitude)])


def _is_sliver(part: Polygon) -> bool:
    """Whether it has less than 1 m², to a percent.

    Not by the ellipsoid: edges are geodesics there, so that three positions in a line have an area.
    """
    return part.area * _METERS_PER_DEGREE**2 * cos(radians(part.centroid.y)) < 1
