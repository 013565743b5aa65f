"""A position fix, as a phone sends it and as a viewer sees it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

import geo
from api.enums import show_enum
from api.space import Position, chinese_datums_also_in, position_node
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


def _built_at_once(_: type, given: Mapping[str, Any], __: object) -> FixInput:
    """Strawberry's own way, field by field, takes seconds for a queue's thousands of fixes. They hold leaves only."""
    return FixInput(**{_PYTHON_NAMES[name]: value for name, value in given.items()})


_DEFINITION = FixInput.__strawberry_definition__  # type: ignore[attr-defined]
_PYTHON_NAMES = {to_camel_case(field.python_name): field.python_name for field in _DEFINITION.fields}
_DEFINITION.from_input = _built_at_once


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
            include=chinese_datums_also_in(),
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
