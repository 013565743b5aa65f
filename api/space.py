"""Positions, as clients send and see them."""

import strawberry

import geo
from api.enums import show_enum
from core.settings import settings
from geo import Datum, Territory

show_enum(
    Datum,
    GCJ02="Chinese map datum. Converted on entry inside mainland China, left alone elsewhere; the raw value is kept.",
    BD09="Baidu's.",
)


@strawberry.input
class PositionInput:
    longitude: float
    latitude: float
    datum: Datum | None = Datum.WGS84


@strawberry.type
class Position:
    longitude: float
    latitude: float


def read_position(input: PositionInput, field: str) -> geo.Position:
    """The WGS 84 position of the input in `field`. Raises InvalidInput, like `position.latitude`."""
    raw = geo.Position.checked(input.longitude, input.latitude, field=field)
    return geo.to_wgs84(raw, input.datum or Datum.WGS84, include=chinese_datums_also_in())


def chinese_datums_also_in() -> frozenset[Territory]:
    """Where, beside the mainland, Chinese datums are converted, as the setting says."""
    return frozenset(Territory(name) for name in settings().chinese_datums_also_in)


def position_node(position: geo.Position) -> Position:
    return Position(longitude=position.longitude, latitude=position.latitude)
