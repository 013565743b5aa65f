"""A position fix, as a phone sends it and as a viewer sees it."""

from datetime import datetime

import strawberry

import geo
from api.enums import show_enum
from api.space import Position, position_node
from core.errors import InvalidInput
from geo import Datum, FixProvider

show_enum(FixProvider)


@strawberry.input(description="One position fix as the phone's operating system gave it.")
class FixInput:
    longitude: float
    latitude: float
    accuracy_meters: float = strawberry.field(description="Radius of 68 % confidence, as Android and iOS report it.")
    recorded_at: datetime = strawberry.field(description="Device clock.")
    altitude_meters: float | None = None
    speed_meters_per_second: float | None = None
    bearing_degrees: float | None = None
    provider: FixProvider | None = FixProvider.UNKNOWN
    mocked: bool | None = strawberry.field(
        default=False, description="The operating system's own word: Android isMock, iOS isSimulatedBySoftware."
    )
    datum: Datum | None = Datum.WGS84


@strawberry.type
class Fix:
    position: Position
    accuracy_meters: float
    recorded_at: datetime
    provider: FixProvider
    mocked: bool
    raw: Position = strawberry.field(description="As sent, before conversion.")
    datum: Datum


def read_fix(input: FixInput | None, field: str) -> geo.Fix | None:
    """Raises InvalidInput with the path of what is wrong inside of `field`."""
    if input is None:
        return None
    try:
        return geo.Fix.checked(
            longitude=input.longitude,
            latitude=input.latitude,
            accuracy_meters=input.accuracy_meters,
            recorded_at=input.recorded_at,
            altitude_meters=input.altitude_meters,
            speed_meters_per_second=input.speed_meters_per_second,
            bearing_degrees=input.bearing_degrees,
            provider=input.provider or FixProvider.UNKNOWN,
            mocked=bool(input.mocked),
            datum=input.datum or Datum.WGS84,
        )
    except InvalidInput as refusal:
        raise refusal.within(field) from None


def fix_node(fix: geo.Fix) -> Fix:
    return Fix(
        position=position_node(fix.position),
        accuracy_meters=fix.accuracy_meters,
        recorded_at=fix.recorded_at,
        provider=fix.provider,
        mocked=fix.mocked,
        raw=position_node(fix.raw),
        datum=fix.datum,
    )
