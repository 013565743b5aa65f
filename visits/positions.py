"""Fixes of visits, as rows of `visit_position` keep them until retention erases them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from geo import Datum, Fix, FixProvider, Position


def position_row(visit_id: UUID, act: str, fix: Fix, *, unit_id: UUID) -> dict[str, Any]:
    """The row to store; for fixes that may be kept only. `act`: CHECK_IN or CHECK_OUT; `unit_id`: the visit's."""
    return {
        "visit_id": visit_id,
        "unit_id": unit_id,
        "act": act,
        "position": f"SRID=4326;POINT({fix.position.longitude!r} {fix.position.latitude!r})",
        "raw_longitude": fix.raw.longitude,
        "raw_latitude": fix.raw.latitude,
        "datum": fix.datum,
        "accuracy_meters": fix.accuracy_meters,
        "recorded_at": fix.recorded_at,
        "altitude_meters": fix.altitude_meters,
        "speed_meters_per_second": fix.speed_meters_per_second,
        "bearing_degrees": fix.bearing_degrees,
        "provider": fix.provider,
        "mocked": fix.mocked,
    }


def fix_of(row: Any, *, recorded_at: datetime) -> Fix:
    """A row with the columns of `visit_position`, its position as `longitude` and `latitude`."""
    return Fix(
        position=Position(row.longitude, row.latitude),
        raw=Position(row.raw_longitude, row.raw_latitude),
        datum=Datum(row.datum),
        accuracy_meters=row.accuracy_meters,
        recorded_at=recorded_at,
        altitude_meters=row.altitude_meters,
        speed_meters_per_second=row.speed_meters_per_second,
        bearing_degrees=row.bearing_degrees,
        provider=FixProvider(row.provider),
        mocked=row.mocked,
    )
