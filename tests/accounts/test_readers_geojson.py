"""Customers as GeoJSON points."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from accounts.readers import AccountRow, RejectedRow, read_accounts
from core.errors import InvalidInput

POINT = {"type": "Point", "coordinates": [24.94, 60.17]}


def file_of(folder: Path, *features: Any) -> Path:
    path = folder / "customers.geojson"
    path.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features}))
    return path


def feature(geometry: Any = POINT, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def test_a_point_is_read_longitude_first_with_its_properties_of_any_type(tmp_path: Path) -> None:
    path = file_of(tmp_path, feature(name="Kahvila", value=80, externalId=7, phone=None))
    [row] = read_accounts(path)
    assert isinstance(row, AccountRow)
    assert (row.name, row.longitude, row.latitude) == ("Kahvila", 24.94, 60.17)
    assert (row.value, row.external_id, row.phone) == (80, "7", None)


def test_properties_are_mapped_by_the_caller_and_may_be_missing_here_and_there(tmp_path: Path) -> None:
    path = file_of(tmp_path, feature(nimi="A"), feature(nimi="B", puh="09 123"))
    first, second = read_accounts(path, {"name": "nimi", "phone": "puh"})
    assert isinstance(first, AccountRow)
    assert isinstance(second, AccountRow)
    assert (first.phone, second.phone) == (None, "09 123")


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (feature({"type": "Polygon", "coordinates": [[[24, 60]]]}, name="A"), "position"),
        (feature({"type": "Point", "coordinates": [24]}, name="A"), "position"),
        (feature({"type": "Point", "coordinates": [60.17, 124.94]}, name="A"), "latitude"),
        (feature(None, name="A"), "position"),
        (feature(name=None), "name"),
        ("A", "position"),
    ],
)
def test_a_feature_that_cannot_be_taken_spoils_no_other(tmp_path: Path, bad: Any, field: str) -> None:
    first, second = read_accounts(file_of(tmp_path, bad, feature(name="B")))
    assert isinstance(first, RejectedRow)
    assert (first.source.place, first.field) == ("feature 1", field)
    assert isinstance(second, AccountRow)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"type": "FeatureCollection"}', b"\xff"])
def test_what_is_no_feature_collection_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "customers.json"
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as refusal:
        read_accounts(path)
    assert refusal.value.field == "file"
