"""Fixes of visits, as rows of `visit_position` keep them until retention erases them."""

from typing import Any
from uuid import UUID

from geoalchemy2 import WKTElement

from geo import Fix


def position_row(visit_id: UUID, act: str, fix: Fix, *, unit_id: UUID) -> dict[str, Any]:
    """The row to store; for fixes that may be kept only. `act`: CHECK_IN or CHECK_OUT; `unit_id`: the visit's."""
    return {
        "visit_id": visit_id,
        "unit_id": unit_id,
        "act": act,
        "position": WKTElement(f"POINT({fix.position.longitude!r} {fix.position.latitude!r})", srid=4326),
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
