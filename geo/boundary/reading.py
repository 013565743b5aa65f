"""GeoJSON (RFC 7946), which nobody has checked yet, to rings of numbers on Earth."""

from collections.abc import Sequence
from typing import Any, TypeGuard

import numpy as np

from geo.boundary.crs import is_wgs84
from geo.boundary.refusal import InvalidBoundary
from geo.boundary.ring import Ring, Rings, Vertices
from geo.position import Position

_MOST_VERTICES = 100_000


def read_polygons(geojson: object) -> list[Rings]:
    """The polygons of a GeoJSON object, rings closed and without repeated positions, holes that are none left out.

    Raises InvalidBoundary for what isn't such an object, holds too many vertices, lies off the globe or
    crosses the antimeridian.
    """
    polygons = [_rings(path, rings) for path, rings in _polygon_coordinates(_geometry(geojson))]
    areas = [rings for rings in polygons if not rings[0].has_collapsed]
    if not areas:
        shell = polygons[0][0]
        raise InvalidBoundary(f"{shell.path} isn't an area: it has fewer than 3 different positions.", shell.first)
    return [[ring for ring in rings if not ring.has_collapsed] for rings in areas]


def _geometry(geojson: object) -> dict[str, Any]:
    """The geometry itself, out of the Feature or the FeatureCollection of one that people paste."""
    if not isinstance(geojson, dict):
        raise InvalidBoundary("The boundary isn't a GeoJSON object: send a Polygon or a MultiPolygon.")
    if not is_wgs84(geojson.get("crs")):
        raise InvalidBoundary("The boundary's crs isn't WGS 84: convert the coordinates to EPSG:4326, longitude first.")
    match geojson:
        case {"type": "Polygon" | "MultiPolygon"}:
            return geojson
        case {"type": "Feature", "geometry": dict(geometry)} if geometry.get("type") in ("Polygon", "MultiPolygon"):
            return _geometry(geometry)
        case {"type": "FeatureCollection", "features": [{"type": "Feature"} as feature]}:
            return _geometry(feature)
        case {"type": "FeatureCollection", "features": [_, _, *_] as features}:
            raise InvalidBoundary(f"The boundary has {len(features)} features: send one, as a MultiPolygon of all.")
    raise InvalidBoundary("The boundary isn't an area: its type must be Polygon or MultiPolygon.")


def _polygon_coordinates(geometry: dict[str, Any]) -> list[tuple[str, Sequence[Any]]]:
    """Each polygon's path and rings, counted before anything is done with each position."""
    coordinates = _array("coordinates", geometry.get("coordinates"))
    polygons = [("coordinates", coordinates)]
    if geometry["type"] == "MultiPolygon":
        polygons = [(path, _array(path, rings)) for path, rings in _numbered("coordinates", coordinates)]
    vertices = sum(len(_array(path, ring)) - 1 for within, rings in polygons for path, ring in _numbered(within, rings))
    if vertices > _MOST_VERTICES:
        raise InvalidBoundary(f"The boundary has {vertices} vertices, {_MOST_VERTICES} at most: simplify it.")
    return polygons


def _rings(within: str, rings: Sequence[Any]) -> Rings:
    return [_ring(path, positions) for path, positions in _numbered(within, rings)]


def _ring(path: str, positions: Sequence[Any]) -> Ring:
    sent = np.array([_position(path, index, each) for index, each in enumerate(positions)], dtype=np.float64)
    closed_as_sent = bool((sent[0] == sent[-1]).all())
    closed = sent if closed_as_sent else np.vstack([sent, sent[:1]])
    _refuse_antimeridian(path, closed)
    moves = np.append(True, (np.diff(closed, axis=0) != 0).any(axis=1))
    return Ring(path, closed[moves], closed_as_sent)


def _position(path: str, index: int, position: object) -> tuple[float, float]:
    match position:
        case [longitude, latitude, *_] if _is_number(longitude) and _is_number(latitude):
            if -180 <= longitude <= 180 and -90 <= latitude <= 90:
                return float(longitude), float(latitude)
            raise InvalidBoundary(
                f"{path}[{index}] lies off the globe: a position is [longitude, latitude], "
                "within ±180 and ±90 degrees; an area across the antimeridian is split there."
            )
    raise InvalidBoundary(f"{path}[{index}] isn't a position: send two numbers, [longitude, latitude].")


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _refuse_antimeridian(path: str, vertices: Vertices) -> None:
    spans = np.abs(np.diff(vertices[:, 0]))
    if spans.max(initial=0) > 180:
        widest = int(spans.argmax())
        raise InvalidBoundary(
            f"{path} crosses the antimeridian after position {widest}: cut it at longitude 180 and send "
            "both sides as one MultiPolygon (RFC 7946, section 3.1.9).",
            Position(*vertices[widest].tolist()),
        )


def _array(path: str, value: object) -> Sequence[Any]:
    if isinstance(value, list | tuple) and value:
        return value
    raise InvalidBoundary(f"{path} is no array, or an empty one: a Polygon is an array of rings of positions.")


def _numbered(path: str, values: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(f"{path}[{index}]", value) for index, value in enumerate(values)]
