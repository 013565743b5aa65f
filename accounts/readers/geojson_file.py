"""Customers as points of a GeoJSON FeatureCollection (RFC 7946), their particulars as properties."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from accounts.readers.cells import row_from_cells
from accounts.readers.columns import columns_of_fields
from accounts.readers.row import AccountRow, RejectedRow, Source
from core.errors import InvalidInput


def read_geojson(path: Path, columns: Mapping[str, str]) -> Iterator[AccountRow | RejectedRow]:
    """The features, in WGS 84, longitude first; see `read_accounts`. Other geometries than points are rejected."""
    features = _features(path)
    names = list(dict.fromkeys(name for feature in features for name in _properties(feature)))
    property_of = columns_of_fields(names, columns, required=("name",), what="property")
    return (_row(number, feature, property_of) for number, feature in enumerate(features, start=1))


def _features(path: Path) -> list[Any]:
    try:
        collection = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise InvalidInput("file", f"{path.name} is no JSON in UTF-8: {error}.") from None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise InvalidInput("file", f"{path.name} is no GeoJSON FeatureCollection.")
    features = collection.get("features")
    if not isinstance(features, list):
        raise InvalidInput("file", f"{path.name} has no list of features.")
    return features


def _row(number: int, feature: Any, property_of: Mapping[str, str]) -> AccountRow | RejectedRow:
    properties = _properties(feature)
    source = Source(f"feature {number}", properties)
    point = _point(feature)
    if point is None:
        return RejectedRow(
            source, "position", "The geometry is no Point with two numbers: give longitude and latitude."
        )
    cells = {field: properties.get(name, "") for field, name in property_of.items()}
    cells["longitude"], cells["latitude"] = point
    placed = Source(source.place, {**properties, "longitude": point[0], "latitude": point[1]})
    return row_from_cells(placed, cells)


def _properties(feature: Any) -> dict[str, str]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return {name: _as_text(value) for name, value in properties.items()} if isinstance(properties, dict) else {}


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _point(feature: Any) -> tuple[str, str] | None:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    match geometry.get("coordinates"):
        case [int() | float() as longitude, int() | float() as latitude, *_]:
            return str(longitude), str(latitude)
    return None
