"""Files of sales regions, read into rows. Pure: no database; whether a boundary holds is for `add_region` to say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from core.errors import InvalidInput
from core.text import line
from geo import is_wgs84

_AREAS = ("Polygon", "MultiPolygon")
_LEVELS = 3
"Lists around a position: of polygons, of their rings, of their positions."


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One feature: `boundary` is its GeoJSON geometry as it stood there, `owner` the owning unit's name or None."""

    place: str
    code: str
    name: str
    owner: str | None
    boundary: dict[str, Any]


def read_regions(
    path: Path, *, code_field: str = "code", name_field: str = "name", owner_field: str | None = None
) -> list[RegionRow]:
    """The regions of a GeoJSON FeatureCollection of polygons in WGS 84 (RFC 7946), in its order.

    Numbers are welcome as codes. A blank owner means that nobody owns the region yet.

    Raises InvalidInput with the path in the file (`features.3.properties.code`): all of it is read before any of it
    is written, so that a file is mended and tried again as a whole.
    """
    collection = _collection(path)
    fields = {"code": code_field, "name": name_field, "owner": owner_field}
    rows = [_row(index, feature, fields) for index, feature in enumerate(_features(collection, path))]
    _check_codes(rows, code_field)
    return rows


def _collection(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise InvalidInput("file", f"There is no file {path}.")
    try:
        collection = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise InvalidInput("file", f"{path.name} is no JSON in UTF-8: {error}.") from None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise InvalidInput("file", f"{path.name} is no GeoJSON FeatureCollection: convert it, in WGS 84, first.")
    if not is_wgs84(collection.get("crs")):
        raise InvalidInput("crs", f"{path.name} says that it isn't in WGS 84: convert it to EPSG:4326 first.")
    return collection


def _features(collection: Mapping[str, Any], path: Path) -> list[Any]:
    features = collection.get("features")
    if not isinstance(features, list) or not features:
        raise InvalidInput("features", f"{path.name} holds no features.")
    return features


def _row(index: int, feature: Any, fields: Mapping[str, str | None]) -> RegionRow:
    path = f"features.{index}"
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in _AREAS:
        raise InvalidInput(f"{path}.geometry", "A region's boundary is a Polygon or a MultiPolygon.")
    _check_degrees(geometry, f"{path}.geometry.coordinates")
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        raise InvalidInput(f"{path}.properties", "The feature has no properties to take code and name from.")
    code, name, owner = (_property(properties, field, f"{path}.properties") for field in fields.values())
    if code is None or name is None:
        raise InvalidInput(
            f"{path}.properties.{fields['code' if code is None else 'name']}", "It is blank: fill it in."
        )
    return RegionRow(f"feature {index + 1}", code, name, owner, geometry)


def _property(properties: Mapping[str, Any], field: str | None, path: str) -> str | None:
    if field is None:
        return None
    if field not in properties:
        names = ", ".join(f"“{name}”" for name in properties) or "none"
        raise InvalidInput(f"{path}.{field}", f"There is no property “{field}”; the feature has {names}.")
    value = properties[field]
    if isinstance(value, bool | dict | list):
        raise InvalidInput(f"{path}.{field}", "It is neither text nor a number.")
    text = "" if value is None else str(value)
    return line(text, f"{path}.{field}") if text.strip() else None


def _check_degrees(geometry: Mapping[str, Any], path: str) -> None:
    for longitude, latitude in _positions(geometry.get("coordinates"), path):
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            reason = f"{longitude}, {latitude} are no degrees of longitude and latitude: convert to WGS 84 first."
            raise InvalidInput(path, reason)


def _positions(coordinates: Any, path: str, levels: int = _LEVELS) -> Iterator[tuple[float, float]]:
    match coordinates:
        case [int() | float() as longitude, int() | float() as latitude, *_]:
            yield longitude, latitude
        case [*parts] if levels > 0:
            for part in parts:
                yield from _positions(part, path, levels - 1)
        case _:
            raise InvalidInput(path, "The coordinates hold something that is no list of positions.")


def _check_codes(rows: list[RegionRow], code_field: str) -> None:
    first_with: dict[str, RegionRow] = {}
    for index, row in enumerate(rows):
        other = first_with.setdefault(row.code, row)
        if other is not row:
            raise InvalidInput(
                f"features.{index}.properties.{code_field}", f"The code {row.code} is also that of {other.place}."
            )
