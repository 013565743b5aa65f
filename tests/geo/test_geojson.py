import pytest
from shapely import MultiPolygon, Polygon

from geo import Position, line_string, to_geojson


def test_a_clockwise_shape_goes_out_by_the_right_hand_rule() -> None:
    clockwise = Polygon([(0, 0), (0, 9), (9, 9), (9, 0)], [[(1, 1), (2, 1), (2, 2)]])
    assert to_geojson(MultiPolygon([clockwise])) == {
        "type": "MultiPolygon",
        "coordinates": [
            [
                [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]],
                [[1, 1], [2, 2], [2, 1], [1, 1]],
            ]
        ],
    }


def test_a_path_has_longitude_first() -> None:
    assert line_string([Position(24.94, 60.17), Position(24.95, 60.18)]) == {
        "type": "LineString",
        "coordinates": [[24.94, 60.17], [24.95, 60.18]],
    }


def test_one_position_makes_no_path() -> None:
    with pytest.raises(ValueError, match="two"):
        line_string([Position(24.94, 60.17)])
