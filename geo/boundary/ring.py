"""Closed rings of vertices, and the polygons they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.position import Position

Vertices: TypeAlias = npt.NDArray[np.float64]
"Shape (n, 2): longitude and latitude in degrees."


@dataclass(frozen=True)
class Ring:
    """`vertices` ends where it begins; `path` is where it was in the GeoJSON, like `coordinates[0]`."""

    path: str
    vertices: Vertices
    closed_as_sent: bool

    @property
    def first(self) -> Position:
        return Position(*self.vertices[0].tolist())

    @property
    def has_collapsed(self) -> bool:
        """Whether too few vertices are left for an area."""
        return len(self.vertices) < 4

    @property
    def signed_area(self) -> float:
        """Square degrees, each place counted as often as the ring winds around it counter-clockwise."""
        vertices = self.vertices - self.vertices[0]
        return float(cross(vertices[:-1], vertices[1:]).sum()) / 2


Rings: TypeAlias = Sequence[Ring]
"Of one polygon: its shell, then its holes."


def polygon_of(rings: Rings) -> Polygon:
    """As sent, valid or not."""
    shell, *holes = rings
    return Polygon(shell.vertices, [hole.vertices for hole in holes])


def valid_area(polygon: Polygon) -> MultiPolygon:
    """What a polygon, valid or not, winds around in either direction, less its holes; empty for mere lines."""
    if polygon.is_valid:
        return MultiPolygon([polygon])
    return polygons_in(shapely.make_valid(polygon, method="structure", keep_collapsed=False))


def polygons_in(geometry: BaseGeometry) -> MultiPolygon:
    """The polygons of any geometry, without its points and lines."""
    parts = shapely.get_parts(geometry)
    return MultiPolygon([part for part in parts if isinstance(part, Polygon) and not part.is_empty])


def cross(a: Vertices, b: Vertices) -> npt.NDArray[np.float64]:
    """Row by row the cross product: twice the signed area of the triangle of `a`, `b` and the origin."""
    product: npt.NDArray[np.float64] = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return product
