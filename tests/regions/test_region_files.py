"""Region files: what a map program saves, and what is refused before anything is written."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from core.errors import InvalidInput
from regions.region_files import RegionRow, read_regions

SQUARE = {"type": "Polygon", "coordinates": [[[24.0, 60.0], [25.0, 60.0], [25.0, 61.0], [24.0, 60.0]]]}


def feature(geometry: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def file_of(folder: Path, *features: Any, **members: Any) -> Path:
    path = folder / "regions.geojson"
    path.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features, **members}))
    return path


def test_code_name_and_owner_come_from_the_fields_that_were_named(tmp_path: Path) -> None:
    path = file_of(
        tmp_path, feature(nr=91, nimi=" Kallio ", tiimi="Team Kallio"), feature(nr=92, nimi="Vallila", tiimi=None)
    )
    assert read_regions(path, code_field="nr", name_field="nimi", owner_field="tiimi") == [
        RegionRow("feature 1", "91", "Kallio", "Team Kallio", SQUARE),
        RegionRow("feature 2", "92", "Vallila", None, SQUARE),
    ]


def test_a_declared_crs_is_fine_where_it_is_wgs_84(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert len(read_regions(file_of(tmp_path, feature(code="A", name="A"), crs=crs))) == 1


@pytest.mark.parametrize(
    ("features", "field"),
    [
        ([feature(code="A", name="A"), feature(name="B")], "features.1.properties.code"),
        ([feature(code="A", name=" ")], "features.0.properties.name"),
        ([feature(code=["A"], name="A")], "features.0.properties.code"),
        ([feature(code="A", name="A\x07")], "features.0.properties.name"),
        ([feature(code="A", name="A"), feature(code="A", name="B")], "features.1.properties.code"),
        ([feature({"type": "Point", "coordinates": [24, 60]}, code="A", name="A")], "features.0.geometry"),
        ([feature(None, code="A", name="A")], "features.0.geometry"),
        (
            [feature({"type": "Polygon", "coordinates": [[[385000, 6672000]]]}, code="A", name="A")],
            "features.0.geometry.coordinates",
        ),
        (
            [feature({"type": "Polygon", "coordinates": [[["24", "60"]]]}, code="A", name="A")],
            "features.0.geometry.coordinates",
        ),
        (
            [feature({"type": "Polygon", "coordinates": orjson.loads("[" * 100 + "]" * 100)}, code="A", name="A")],
            "features.0.geometry.coordinates",
        ),
        ([{"type": "Feature", "geometry": SQUARE, "properties": None}], "features.0.properties"),
        (["Kallio"], "features.0.geometry"),
        ([], "features"),
    ],
)
def test_a_bad_feature_refuses_the_file_with_the_place(tmp_path: Path, features: list[Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_regions(file_of(tmp_path, *features))
    assert refusal.value.field == field


def test_a_missing_property_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no property “nr”; the feature has “code”, “name”"):
        read_regions(file_of(tmp_path, feature(code="A", name="A")), code_field="nr")


def test_a_projected_file_is_refused_by_its_declared_crs(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3067"}}
    with pytest.raises(InvalidInput) as refusal:
        read_regions(file_of(tmp_path, feature(code="A", name="A"), crs=crs))
    assert refusal.value.field == "crs"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe{", b"[]", b'{"type": "Feature"}', b"[" * 100_000])
def test_what_is_no_feature_collection_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "regions.geojson"
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as refusal:
        read_regions(path)
    assert refusal.value.field == "file"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no file"):
        read_regions(tmp_path / "none.geojson")
