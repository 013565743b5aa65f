from itertools import permutations

import pytest

from geo import Position, distance_meters
from routes.estimated_travel_times import PACES, EstimatedTravelTimes
from routes.travel_times import TravelMode

STATION = Position(24.9414, 60.1719)
NEXT_DOOR = Position(24.9420, 60.1721)
PASILA = Position(24.9334, 60.1989)
ESPOO = Position(24.6559, 60.2055)


def test_metres_are_the_detour_of_the_ellipsoids_distance() -> None:
    way = EstimatedTravelTimes(TravelMode.DRIVING).way([STATION, ESPOO])
    assert way.meters == pytest.approx(1.35 * distance_meters(STATION, ESPOO), rel=0.006)


@pytest.mark.parametrize("mode", TravelMode)
def test_seconds_are_metres_by_speed_and_the_start(mode: TravelMode) -> None:
    estimate, pace = EstimatedTravelTimes(mode), PACES[mode]
    durations, way = estimate.durations([STATION, PASILA]), estimate.way([STATION, PASILA])
    expected = way.meters / pace.meters_per_second + pace.start_seconds
    assert durations[0, 1] == pytest.approx(expected, rel=0.006)
    assert durations[0, 0] == 0


@pytest.mark.parametrize("mode", TravelMode)
def test_no_detour_is_quicker(mode: TravelMode) -> None:
    places = [STATION, NEXT_DOOR, PASILA, ESPOO, Position(24.9408, 60.1717), STATION]
    durations = EstimatedTravelTimes(mode).durations(places)
    for a, b, c in permutations(range(len(places)), 3):
        assert durations[a, c] <= durations[a, b] + durations[b, c]


def test_the_date_line_is_no_wall() -> None:
    fiji, samoa = Position(179.9, -17.0), Position(-179.9, -17.0)
    assert EstimatedTravelTimes(TravelMode.DRIVING).durations([fiji, samoa])[0, 1] < 3_600
