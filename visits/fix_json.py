"""A fix as JSON, for the burst of a check-in: all that was sent, and where it lies in WGS 84."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from geo import Datum, Fix, FixProvider, Position


def fix_to_json(fix: Fix) -> dict[str, Any]:
    return {
        "longitude": fix.position.longitude,
        "latitude": fix.position.latitude,
        "rawLongitude": fix.raw.longitude,
        "rawLatitude": fix.raw.latitude,
        "datum": fix.datum.value,
        "accuracyMeters": fix.accuracy_meters,
        "recordedAt": fix.recorded_at.isoformat(),
        "altitudeMeters": fix.altitude_meters,
        "speedMetersPerSecond": fix.speed_meters_per_second,
        "bearingDegrees": fix.bearing_degrees,
        "provider": fix.provider.value,
        "mocked": fix.mocked,
    }


def fix_from_json(stored: Mapping[str, Any]) -> Fix:
    """What `fix_to_json` made, to the last digit."""
    return Fix(
        position=Position(stored["longitude"], stored["latitude"]),
        raw=Position(stored["rawLongitude"], stored["rawLatitude"]),
        datum=Datum(stored["datum"]),
        accuracy_meters=stored["accuracyMeters"],
        recorded_at=datetime.fromisoformat(stored["recordedAt"]),
        altitude_meters=stored["altitudeMeters"],
        speed_meters_per_second=stored["speedMetersPerSecond"],
        bearing_degrees=stored["bearingDegrees"],
        provider=FixProvider(stored["provider"]),
        mocked=stored["mocked"],
    )
