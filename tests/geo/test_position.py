from math import inf, nan

import pytest

from core.errors import InvalidInput
from geo import Position, distance_meters


def test_a_degree_of_longitude_at_the_equator_is_as_long_as_the_ellipsoid_says() -> None:
    assert distance_meters(Position(0, 0), Position(1, 0)) == pytest.approx(111_319.4908, abs=0.001)


def test_distance_is_the_ellipsoids_not_the_spheres() -> None:
    # Karney's own example: JFK to LHR, 5 551 760 m; a sphere of the mean radius says 5 540 km.
    assert distance_meters(Position(-73.8, 40.6), Position(-0.5, 51.6)) == pytest.approx(5_551_759.4, abs=0.1)


def test_distance_runs_across_the_antimeridian() -> None:
    assert distance_meters(Position(179.999, 0), Position(-179.999, 0)) == pytest.approx(222.639, abs=0.001)


def test_the_edges_of_the_globe_are_on_it() -> None:
    assert Position.checked(-180, 90) == Position(-180, 90)


@pytest.mark.parametrize(
    ("longitude", "latitude", "field"),
    [
        (181, 0, "longitude"),
        (-181, 0, "longitude"),
        (0, 91, "latitude"),
        (0, -91, "latitude"),
        (nan, 0, "longitude"),
        (0, nan, "latitude"),
        (-inf, 0, "longitude"),
    ],
)
def test_a_position_off_the_globe_is_refused_by_field(longitude: float, latitude: float, field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Position.checked(longitude, latitude)
    assert refusal.value.field == field


def test_the_field_names_the_input_that_holds_the_position() -> None:
    with pytest.raises(InvalidInput) as refusal:
        Position.checked(0, 91, field="near")
    assert refusal.value.field == "near.latitude"
    assert "91" in refusal.value.message
