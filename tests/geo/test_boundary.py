from math import cos, nan, pi, sin
from typing import Any

import pytest
from shapely import get_num_coordinates
from shapely.geometry import shape

from geo import Boundary, InvalidBoundary, Position, parse_boundary

SQUARE = [[24.0, 60.0], [24.1, 60.0], [24.1, 60.1], [24.0, 60.1], [24.0, 60.0]]
WITHIN = [[24.04, 60.04], [24.06, 60.04], [24.06, 60.06], [24.04, 60.06], [24.04, 60.04]]
BESIDE = [[24.2, 60.0], [24.3, 60.0], [24.3, 60.1], [24.2, 60.1], [24.2, 60.0]]
FRAYED = [[24.0, 60.0], [24.05, 60.0], [24.051, 60.0], [24.051, 60.0001], [24.0505, 59.9999]]
"""The beginning of SQUARE's first edge, with a loop in it that holds about a millionth of its area."""
SQUARE_METERS = 62_074_670  # by geographiclib


def polygon(*rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def multipolygon(*shells: object) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": [[shell] for shell in shells]}


def refusal_of(geojson: object) -> InvalidBoundary:
    with pytest.raises(InvalidBoundary) as refusal:
        parse_boundary(geojson)
    return refusal.value


def is_the_square(boundary: Boundary) -> bool:
    return (
        boundary.shape.equals(shape(polygon(SQUARE)))
        and get_num_coordinates(boundary.shape) == len(SQUARE)
        and boundary.area_square_meters == pytest.approx(SQUARE_METERS, rel=1e-6)
        and boundary.shape.geoms[0].exterior.is_ccw
    )


def test_the_area_is_the_one_on_the_ellipsoid() -> None:
    assert parse_boundary(polygon(SQUARE)).area_square_meters == pytest.approx(SQUARE_METERS, abs=1)


@pytest.mark.parametrize(
    "geojson",
    [
        {"type": "Feature", "properties": {"name": "North"}, "geometry": polygon(SQUARE)},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": polygon(SQUARE)}]},
        multipolygon(SQUARE),
        polygon([[*place, 12.5] for place in SQUARE]),
        {**polygon(SQUARE), "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
    ],
    ids=["Feature", "FeatureCollection", "MultiPolygon", "heights", "old crs member"],
)
def test_an_area_is_taken_in_whatever_wrapping_it_comes(geojson: object) -> None:
    assert is_the_square(parse_boundary(geojson))


@pytest.mark.parametrize(
    "geojson",
    [
        polygon(SQUARE[::-1]),
        polygon(SQUARE[:-1]),
        polygon([place for place in SQUARE for _ in range(3)]),
        polygon([*SQUARE[:2], [24.3, 60.0], *SQUARE[1:]]),
        polygon(SQUARE, [[24.05, 60.05]] * 4),
        multipolygon(SQUARE, SQUARE),
        multipolygon(SQUARE, [[24.2, 60.0], [24.200001, 60.0], [24.200001, 60.000001]]),
    ],
    ids=["clockwise", "unclosed", "repeated positions", "spike", "collapsed hole", "overlap", "part under 1 m²"],
)
def test_what_leaves_the_area_as_it_was_is_repaired(geojson: object) -> None:
    assert is_the_square(parse_boundary(geojson))


def test_a_hole_keeps_its_place_out() -> None:
    boundary = parse_boundary(polygon(SQUARE, WITHIN))
    assert boundary.area_square_meters == pytest.approx(SQUARE_METERS * 0.96, rel=1e-4)


def test_lobes_that_touch_in_a_vertex_become_two_parts() -> None:
    waist = [[24.0, 60.0], [24.1, 60.0], [24.05, 60.05], [24.1, 60.1], [24.0, 60.1], [24.05, 60.05], [24.0, 60.0]]
    assert len(parse_boundary(polygon(waist)).shape.geoms) == 2


def test_a_crossing_made_by_rounding_is_repaired() -> None:
    boundary = parse_boundary(polygon([*FRAYED, *SQUARE[1:]]))
    assert boundary.shape.is_valid
    assert boundary.area_square_meters == pytest.approx(SQUARE_METERS, rel=1e-3)


def test_a_bow_tie_is_refused_at_its_knot() -> None:
    refusal = refusal_of(polygon([[24.0, 60.0], [24.2, 60.2], [24.2, 60.0], [24.0, 60.2], [24.0, 60.0]]))
    assert "crosses itself" in refusal.message
    assert refusal.at == Position(pytest.approx(24.1), pytest.approx(60.1))


def test_the_knot_is_told_from_crossings_made_by_rounding() -> None:
    refusal = refusal_of(polygon([[24.0, 60.2], [24.2, 60.2], *FRAYED, [24.2, 60.0], [24.0, 60.2]]))
    assert refusal.at == Position(pytest.approx(24.1), pytest.approx(60.1))


def test_a_ring_whose_missing_edge_would_cross_others_is_refused_as_unclosed() -> None:
    refusal = refusal_of(polygon([[24.0, 60.0], [24.2, 60.0], [24.0, 60.2], [24.2, 60.2]]))
    assert "isn't closed" in refusal.message
    assert refusal.at == Position(pytest.approx(24.1), pytest.approx(60.1))


def test_a_ring_drawn_twice_is_refused() -> None:
    assert "over itself" in refusal_of(polygon([*SQUARE, *SQUARE[1:]])).message


def test_a_hole_outside_is_refused_where_it_lies() -> None:
    refusal = refusal_of(polygon(SQUARE, BESIDE))
    assert "coordinates[1] is a hole" in refusal.message
    assert refusal.at is not None
    assert 24.2 < refusal.at.longitude < 24.3


def test_overlapping_holes_are_refused() -> None:
    shifted = [[longitude + 0.01, latitude] for longitude, latitude in WITHIN]
    assert "overlap" in refusal_of(polygon(SQUARE, WITHIN, shifted)).message


def test_an_edge_across_the_antimeridian_is_refused_with_the_way_to_mend_it() -> None:
    refusal = refusal_of(polygon([[179, -17], [-179, -17], [-179, -16], [179, -16], [179, -17]]))
    assert "MultiPolygon" in refusal.message
    assert refusal.at == Position(179, -17)


def test_an_area_cut_at_the_antimeridian_is_taken() -> None:
    west = [[179, -17], [180, -17], [180, -16], [179, -16], [179, -17]]
    east = [[-180, -17], [-179, -17], [-179, -16], [-180, -16], [-180, -17]]
    assert len(parse_boundary(multipolygon(west, east)).shape.geoms) == 2


DEEP: list[Any] = []
for _ in range(500):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("geojson", "reason"),
    [
        (None, "isn't a GeoJSON object"),
        ([SQUARE], "isn't a GeoJSON object"),
        ({}, "type must be Polygon"),
        ({"type": "Point", "coordinates": [24.0, 60.0]}, "type must be Polygon"),
        ({"type": ["Polygon"], "coordinates": [SQUARE]}, "type must be Polygon"),
        ({"type": "Feature", "geometry": None}, "type must be Polygon"),
        ({"type": "FeatureCollection", "features": [polygon(SQUARE), polygon(SQUARE)]}, "2 features"),
        ({**polygon(SQUARE), "crs": {"properties": {"name": "EPSG:3857"}}}, "crs isn't WGS 84"),
        ({"type": "Polygon"}, "coordinates is no array"),
        ({"type": "Polygon", "coordinates": "all of it"}, "coordinates is no array"),
        ({"type": "Polygon", "coordinates": DEEP}, "coordinates[0][0] isn't a position"),
        (polygon(), "coordinates is no array, or an empty one"),
        (polygon([]), "coordinates[0] is no array, or an empty one"),
        (polygon(SQUARE, [["24", "60"]]), "coordinates[1][0] isn't a position"),
        (polygon([[True, False]]), "coordinates[0][0] isn't a position"),
        (polygon([[24.0]]), "coordinates[0][0] isn't a position"),
        (polygon([[24.0, 60.0], [24.0, 91.0]]), "coordinates[0][1] lies off the globe"),
        (polygon([[181.0, 60.0]]), "coordinates[0][0] lies off the globe"),
        (polygon([[nan, 60.0]]), "coordinates[0][0] lies off the globe"),
        (polygon([[10**5000, 60]]), "coordinates[0][0] lies off the globe"),
        (polygon([[24.0, 60.0], [24.1, 60.1], [24.0, 60.0]]), "fewer than 3"),
        (polygon([[24.0, 60.0], [24.1, 60.1], [24.2, 60.2], [24.0, 60.0]]), "less than 1 m²"),
        (polygon(SQUARE, SQUARE), "less than 1 m²"),
        (polygon([[-120, -80], [0, -80], [120, -80], [120, 80], [0, 80], [-120, 80]]), "half of the globe"),
    ],
)
def test_what_is_no_area_on_earth_is_refused(geojson: object, reason: str) -> None:
    assert reason in refusal_of(geojson).message


def test_a_hundred_thousand_vertices_are_taken_and_one_more_is_not() -> None:
    angles = [2 * pi * step / 100_000 for step in range(100_000)]
    circle = [[24 + cos(angle), 60 + sin(angle)] for angle in angles]
    assert len(parse_boundary(polygon([*circle, circle[0]])).shape.geoms[0].exterior.coords) == 100_001
    assert "100001 vertices" in refusal_of(polygon([*circle, [24.5, 60], circle[0]])).message


def test_a_scribble_is_refused_before_anything_tries_to_repair_it() -> None:
    scribble = [[(step * 7919 % 1000) / 100, (step * 104_729 % 1013) / 100] for step in range(1000)]
    assert "times: draw it anew" in refusal_of(polygon(scribble)).message


def comb(teeth: int) -> list[list[float]]:
    """Teeth so long and thin that each edge's box overlaps those of most others, though none cross."""
    step = 0.1 / teeth
    edge = [[longitude + k * step, longitude - k * step] for k in range(teeth) for longitude in (0, 10)]
    return [*edge, [12, -5], [-1, -3], [0, 0]]


def test_teeth_too_dense_to_validate_are_refused() -> None:
    assert parse_boundary(polygon(comb(200))).shape.is_valid
    assert "too densely" in refusal_of(polygon(comb(5300))).message


def test_parts_that_cross_too_often_to_join_are_refused() -> None:
    across = [[10 - longitude, latitude] for longitude, latitude in comb(60)]
    assert "times: draw it anew" in refusal_of(multipolygon(comb(60), across)).message
