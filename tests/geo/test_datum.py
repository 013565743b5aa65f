from collections.abc import Iterator
from random import Random

import pytest
from geocoordinates_ffi import Bd09, Gcj02, bd09_to_wgs84_refined, gcj02_to_wgs84_refined
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo import Datum, Position, Territory, distance_meters, from_wgs84, to_wgs84

SHIFTED = [Datum.GCJ02, Datum.BD09]

MAINLAND = {
    "Beijing": Position(116.3975, 39.9087),
    "Hulunbuir": Position(119.76, 49.21),
    "Mohe": Position(122.54, 52.97),
    "Heihe": Position(127.50, 50.245),
    "Dandong": Position(124.39, 40.125),
    "Kashgar": Position(75.99, 39.47),
    "Ruili": Position(97.852, 24.012),
    "Sanya": Position(109.51, 18.25),
    "Xiamen": Position(118.09, 24.46),
    "Futian, half a kilometre from Hong Kong": Position(114.0675, 22.518),
    "Luohu, half a kilometre from Hong Kong": Position(114.115, 22.5335),
    "Gongbei, at the gate of Macau": Position(113.55, 22.219),
}
ELSEWHERE = {
    "Seoul": Position(126.978, 37.5665),
    "Hanoi": Position(105.834, 21.028),
    "Vladivostok": Position(131.885, 43.115),
    "Singapore": Position(103.82, 1.35),
    "Ulaanbaatar": Position(106.917, 47.918),
    "Taipei": Position(121.565, 25.033),
    "Kinmen, in sight of Xiamen": Position(118.32, 24.44),
    "Hong Kong": Position(114.158, 22.283),
    "Sheung Shui, in sight of Shenzhen": Position(114.128, 22.503),
    "Macau": Position(113.545, 22.195),
    "the South Pole": Position(-180, -90),
}


@pytest.mark.parametrize(
    ("wgs84", "gcj02", "bd09"),
    [
        # By geocoordinates-rs 0.14.2, an implementation of others.
        ((116.397477, 39.908692), (116.40372056710368, 39.91009549393981), (116.41009355979178, 39.91643482818266)),
        ((114.0579, 22.5431), (114.06301399856547, 22.54038281422246), (114.06956398703267, 22.546041559073544)),
        ((87.6168, 43.8256), (87.61964994946926, 43.82680539311119), (87.62609977081571, 43.83294979479328)),
        ((109.5119, 18.2528), (109.51598429482667, 18.25109479173564), (109.52253179173881, 18.256876553759117)),
    ],
)
def test_both_datums_agree_with_an_independent_implementation(
    wgs84: tuple[float, float], gcj02: tuple[float, float], bd09: tuple[float, float]
) -> None:
    for datum, shown in ((Datum.GCJ02, gcj02), (Datum.BD09, bd09)):
        assert distance_meters(from_wgs84(Position(*wgs84), datum), Position(*shown)) < 0.000_01
        assert distance_meters(to_wgs84(Position(*shown), datum), Position(*wgs84)) < 0.000_01


@pytest.mark.parametrize("datum", SHIFTED)
def test_ten_thousand_places_of_the_mainland_lie_where_others_convert_them_to(datum: Datum) -> None:
    oracle = {
        Datum.GCJ02: lambda place: gcj02_to_wgs84_refined(Gcj02(lat=place.latitude, lon=place.longitude)),
        Datum.BD09: lambda place: bd09_to_wgs84_refined(Bd09(lat=place.latitude, lon=place.longitude)),
    }[datum]
    for shown in _shown_on_the_mainland(datum, 10_000):
        theirs = oracle(shown)
        assert distance_meters(to_wgs84(shown, datum), Position(theirs.lon, theirs.lat)) < 0.01


def _shown_on_the_mainland(datum: Datum, count: int) -> Iterator[Position]:
    random = Random(20)
    while count:
        place = Position(random.uniform(74, 135), random.uniform(18, 53.5))
        shown = from_wgs84(place, datum)
        if shown != place:
            count -= 1
            yield shown


@settings(deadline=None)
@given(
    longitude=st.floats(74, 135),
    latitude=st.floats(18, 53.5),
    datum=st.sampled_from(SHIFTED),
)
def test_what_a_map_shows_on_the_mainland_comes_back_to_a_millimetre(
    longitude: float, latitude: float, datum: Datum
) -> None:
    place = Position(longitude, latitude)
    shown = from_wgs84(place, datum)
    assume(shown != place)
    assert distance_meters(to_wgs84(shown, datum), place) < 0.001


@pytest.mark.parametrize("datum", SHIFTED)
@pytest.mark.parametrize("place", MAINLAND.values(), ids=MAINLAND)
def test_the_mainland_is_converted_up_to_its_border(place: Position, datum: Datum) -> None:
    shown = from_wgs84(place, datum)
    assert distance_meters(place, shown) > 200
    assert distance_meters(to_wgs84(shown, datum), place) < 0.001


@pytest.mark.parametrize("datum", SHIFTED)
@pytest.mark.parametrize("place", ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_rest_of_the_world_does_not_move(place: Position, datum: Datum) -> None:
    assert to_wgs84(place, datum) == place


@pytest.mark.parametrize(
    ("territory", "place"),
    [
        (Territory.HONG_KONG, ELSEWHERE["Hong Kong"]),
        (Territory.MACAU, ELSEWHERE["Macau"]),
        (Territory.TAIWAN, ELSEWHERE["Taipei"]),
    ],
)
def test_a_territory_is_converted_where_a_setting_includes_it(territory: Territory, place: Position) -> None:
    shown = from_wgs84(place, Datum.GCJ02, include=frozenset({territory}))
    assert distance_meters(place, shown) > 200
    assert distance_meters(to_wgs84(shown, Datum.GCJ02, include=frozenset({territory})), place) < 0.001


def test_wgs84_stays_as_it_is_in_china_too() -> None:
    assert to_wgs84(MAINLAND["Beijing"], Datum.WGS84) == MAINLAND["Beijing"]
