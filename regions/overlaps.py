"""Whether a boundary goes with those around it. Pure.

Two regions are apart, touch, or nest: one lies wholly inside the other, and the smaller then owns
its place. Slivers under 1 m², which rounding and simplifying leave along shared borders, are tolerated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from uuid import UUID

import shapely
from pyproj import Geod
from shapely import MultiPolygon, Polygon

from core.errors import DomainError
from geo import polygons_in

_ELLIPSOID = Geod(ellps="WGS84")
_SEMI_MAJOR_METERS = 6_378_137.0
_ECCENTRICITY_SQUARED = 0.00669437999014
_SLIVER_SQUARE_METERS = 1.0
_MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A region whose boundary meets the new one."""

    id: UUID
    code: str
    boundary: MultiPolygon


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where the new boundary and that of a region share an area, though neither lies inside the other."""

    region_id: UUID
    area_square_meters: float
    where: MultiPolygon


@dataclass(frozen=True, slots=True)
class Nesting:
    """Regions in which a boundary lies, the smallest first, and regions that lie in it."""

    around: list[UUID]
    inside: list[UUID]


class RegionOverlaps(DomainError):
    """`overlaps`: with whom and where, the largest first, a hundred at most."""

    def __init__(self, message: str, overlaps: Sequence[Overlap]) -> None:
        super().__init__(message)
        self.overlaps = tuple(overlaps)


def nesting(boundary: MultiPolygon, neighbours: Sequence[Neighbour]) -> Nesting:
    """How `boundary` lies among its neighbours. Raises RegionOverlaps."""
    overlapping: list[tuple[Neighbour, MultiPolygon]] = []
    around: list[Neighbour] = []
    inside: list[Neighbour] = []
    area = boundary.area
    shapely.prepare(boundary)
    for neighbour in neighbours:
        shared = _shared(boundary, neighbour.boundary)
        if _is_sliver(shared.area, shared):
            continue
        is_within = _is_sliver(area - shared.area, boundary)
        is_around = _is_sliver(neighbour.boundary.area - shared.area, neighbour.boundary)
        if is_within == is_around:
            overlapping.append((neighbour, shared))
        else:
            (around if is_within else inside).append(neighbour)
    if overlapping:
        raise _refusal(overlapping)
    around.sort(key=lambda neighbour: neighbour.boundary.area)
    return Nesting([neighbour.id for neighbour in around], [neighbour.id for neighbour in inside])


def _shared(boundary: MultiPolygon, other: MultiPolygon) -> MultiPolygon:
    # The prepared tests cost a hundredth of the overlay, and most neighbours only nest.
    if shapely.covers(boundary, other):
        return other
    if shapely.covered_by(boundary, other):
        return boundary
    return polygons_in(shapely.intersection(boundary, other))


def _is_sliver(square_degrees: float, shape: Polygon | MultiPolygon) -> bool:
    """Whether so much area of `shape` is less than 1 m², measured generously: where degrees are longest.

    Edges run straight in longitude and latitude (RFC 7946, 3.1.1). Geodesics between the same positions
    bulge from them by 300 m on 100 km: two borders along one line, one with a position more, would overlap.
    """
    if shape.is_empty:
        return True
    _, south, _, north = shape.bounds
    nearest_equator = 0.0 if south < 0 < north else min(abs(south), abs(north))
    return square_degrees * _square_meters_of_square_degree(nearest_equator) < _SLIVER_SQUARE_METERS


def _square_meters_of_square_degree(latitude: float) -> float:
    """M · N · cos φ of the ellipsoid's radii of curvature (Snyder 1987, Map Projections, p. 25)."""
    phi = radians(latitude)
    flattened = 1 - _ECCENTRICITY_SQUARED * sin(phi) ** 2
    square_radian = _SEMI_MAJOR_METERS**2 * (1 - _ECCENTRICITY_SQUARED) * cos(phi) / flattened**2
    return square_radian * radians(1) ** 2


def _refusal(overlapping: Sequence[tuple[Neighbour, MultiPolygon]]) -> RegionOverlaps:
    measured = [(neighbour, _overlap(neighbour, shared)) for neighbour, shared in overlapping]
    measured.sort(key=lambda pair: -pair[1].area_square_meters)
    told = [f"{neighbour.code} ({overlap.area_square_meters:,.0f} m²)" for neighbour, overlap in measured[:3]]
    how_many = "a region" if len(measured) == 1 else f"{len(measured)} regions, most of all"
    return RegionOverlaps(
        f"The boundary overlaps {how_many} {', '.join(told)}: two regions lie apart, touch, or one inside the other.",
        [overlap for _, overlap in measured[:_MOST_TOLD]],
    )


def _overlap(neighbour: Neighbour, shared: MultiPolygon) -> Overlap:
    parts = [part for part in shared.geoms if not _is_sliver(part.area, part)]
    where = MultiPolygon(parts) if parts else shared
    return Overlap(neighbour.id, _square_meters(where), where)


def _square_meters(shape: MultiPolygon) -> float:
    area, _ = _ELLIPSOID.geometry_area_perimeter(shapely.orient_polygons(shape))
    return float(abs(area))
