"""Why a polygon is beyond repair, and where: told to the person who has to mend it."""

import re

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPolygon

from geo.boundary.edges import Crossings, Edges
from geo.boundary.refusal import InvalidBoundary
from geo.boundary.ring import Ring, Rings, Vertices, cross, polygon_of, polygons_in, valid_area
from geo.position import Position


def why_broken(rings: Rings, *, material: float) -> InvalidBoundary:
    """The refusal that names the first ring at fault. `material`: square degrees that no rounding explains."""
    for ring in rings:
        if abs(abs(ring.signed_area) - _area(ring).area) > material:
            return _crosses_itself(ring)
    shell, *holes = rings
    outside = shapely.union_all([_area(hole) for hole in holes]).difference(_area(shell))
    if outside.area > material:
        return _hole_outside(shell, holes, polygons_in(outside))
    return InvalidBoundary(f"The holes of {shell.path} overlap: join them, or draw them apart.", _first_fault(rings))


def _crosses_itself(ring: Ring) -> InvalidBoundary:
    crossings = Edges.of([ring]).crossings()
    if len(crossings.places) == 0:
        return InvalidBoundary(f"{ring.path} runs over itself: draw each stretch of it once.", _first_fault([ring]))
    worst = int(_lobes(ring.vertices, crossings).argmax())
    at = Position(*crossings.places[worst].tolist())
    if crossings.later[worst] == len(ring.vertices) - 2 and not ring.closed_as_sent:
        return InvalidBoundary(f"{ring.path} isn't closed, and a straight last edge would cross others: close it.", at)
    return InvalidBoundary(f"{ring.path} crosses itself, and not by rounding: draw it anew there.", at)


def _lobes(vertices: Vertices, crossings: Crossings) -> npt.NDArray[np.float64]:
    """The smaller of the two loops into which each crossing ties the ring, in square degrees."""
    vertices, places = vertices - vertices[0], crossings.places - vertices[0]
    swept = np.append(0, np.cumsum(cross(vertices[:-1], vertices[1:])))
    begin, end = crossings.earlier + 1, crossings.later
    loops = cross(places, vertices[begin]) + swept[end] - swept[begin] + cross(vertices[end], places)
    lobes: npt.NDArray[np.float64] = np.minimum(abs(loops), abs(swept[-1] - loops)) / 2
    return lobes


def _hole_outside(shell: Ring, holes: Rings, outside: MultiPolygon) -> InvalidBoundary:
    place = max(outside.geoms, key=lambda part: part.area).representative_point()
    path = next(hole.path for hole in holes if _area(hole).intersects(place))
    message = f"{path} is a hole that reaches outside of {shell.path}: draw it inside."
    return InvalidBoundary(message, Position(place.x, place.y))


def _area(ring: Ring) -> MultiPolygon:
    return valid_area(polygon_of([ring]))


def _first_fault(rings: Rings) -> Position | None:
    """Where GEOS stumbles first: `Ring Self-intersection[9.5 47.1]`."""
    place = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(polygon_of(rings)))
    return Position(float(place[1]), float(place[2])) if place else None
