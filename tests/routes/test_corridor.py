import pytest

from geo import Position, distance_meters
from routes.corridor import off_way_meters

HOME = Position(24.94, 60.17)
EAST = Position(25.14, 60.17)
HALF_WAY_NORTH = Position(25.04, 60.18)


def test_what_lies_along_the_way_to_a_must_is_near_though_far_from_home() -> None:
    (away,) = off_way_meters([HALF_WAY_NORTH], start=HOME, musts=[EAST], end=HOME)
    assert away == pytest.approx(distance_meters(HALF_WAY_NORTH, Position(25.04, 60.17)), rel=0.01)


def test_without_musts_it_is_the_distance_from_home() -> None:
    (away,) = off_way_meters([EAST], start=HOME, musts=[], end=HOME)
    assert away == pytest.approx(distance_meters(HOME, EAST), rel=0.01)


def test_the_date_line_is_no_wall() -> None:
    (away,) = off_way_meters([Position(-179.99, 0)], start=Position(179.99, 0), musts=[], end=Position(179.99, 0))
    assert away == pytest.approx(2_226, rel=0.01)


def test_the_way_ends_at_its_ends() -> None:
    beyond = Position(25.24, 60.17)
    (away,) = off_way_meters([beyond], start=HOME, musts=[], end=EAST)
    assert away == pytest.approx(distance_meters(EAST, beyond), rel=0.01)
