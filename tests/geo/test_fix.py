from datetime import UTC, datetime
from math import nan
from typing import Any

import pytest

from core.errors import InvalidInput
from geo import Datum, Fix, FixProvider, Position, distance_meters, from_wgs84

HELSINKI: dict[str, Any] = {
    "longitude": 24.9414,
    "latitude": 60.1719,
    "accuracy_meters": 12.0,
    "recorded_at": datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
}


def test_a_bare_fix_is_on_wgs84_and_knows_no_more_than_it_was_told() -> None:
    fix = Fix.checked(**HELSINKI)
    assert fix.position == fix.raw == Position(24.9414, 60.1719)
    assert (fix.datum, fix.provider, fix.mocked) == (Datum.WGS84, FixProvider.UNKNOWN, False)
    assert fix.altitude_meters is fix.speed_meters_per_second is fix.bearing_degrees is None


def test_a_chinese_fix_is_converted_and_its_raw_position_kept() -> None:
    ground = Position(116.3975, 39.9087)
    shown = from_wgs84(ground, Datum.GCJ02)
    fix = Fix.checked(**{**HELSINKI, "longitude": shown.longitude, "latitude": shown.latitude, "datum": Datum.GCJ02})
    assert fix.raw == shown
    assert distance_meters(fix.position, ground) < 0.001


def test_minus_one_is_how_ios_says_unknown() -> None:
    fix = Fix.checked(**HELSINKI, speed_meters_per_second=-1.0, bearing_degrees=-1.0)
    assert fix.speed_meters_per_second is fix.bearing_degrees is None


@pytest.mark.parametrize(
    ("field", "name", "value"),
    [
        ("longitude", "longitude", 180.1),
        ("latitude", "latitude", -90.1),
        ("accuracyMeters", "accuracy_meters", -5.0),
        ("accuracyMeters", "accuracy_meters", 0.0),
        ("accuracyMeters", "accuracy_meters", nan),
        ("accuracyMeters", "accuracy_meters", 1_000_001.0),
        ("altitudeMeters", "altitude_meters", -11_001.0),
        ("altitudeMeters", "altitude_meters", nan),
        ("speedMetersPerSecond", "speed_meters_per_second", -2.0),
        ("speedMetersPerSecond", "speed_meters_per_second", 1001.0),
        ("bearingDegrees", "bearing_degrees", 360.5),
        ("recordedAt", "recorded_at", datetime(2026, 3, 2, 9, 30)),  # noqa: DTZ001
    ],
)
def test_what_no_phone_measures_is_refused_by_field(field: str, name: str, value: object) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Fix.checked(**{**HELSINKI, name: value})
    assert refusal.value.field == field
    assert refusal.value.within("fix").field == f"fix.{field}"
