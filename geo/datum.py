"""The datums that positions arrive in, and their conversion to WGS 84.

Maps of mainland China are shifted by 300 to 600 m: GCJ-02 by law, Baidu's BD-09 on top of it.
The shifts were never published; the formulas are the ones that the field has used since 2013
(github.com/googollee/eviltransform for GCJ-02, github.com/Artoria2e5/PRCoords for both).
"""

from collections.abc import Callable
from enum import StrEnum
from math import atan2, cos, hypot, pi, radians, sin, sqrt

from geo.mainland_china import Territory, is_shifted_at
from geo.position import Position

_KRASOVSKY_AXIS_METERS = 6_378_245.0
_KRASOVSKY_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BAIDU_TURN = pi * 3000 / 180
_ROUNDS = 6


class Datum(StrEnum):
    WGS84 = "WGS84"
    GCJ02 = "GCJ02"
    BD09 = "BD09"


def to_wgs84(position: Position, datum: Datum, *, include: frozenset[Territory] = frozenset()) -> Position:
    """The WGS 84 position that a map in `datum` shows at `position`, to under a millimetre.

    Outside mainland China, and outside the territories of `include`, the position as it is.
    """
    if datum is Datum.WGS84 or not _is_near_china(position):
        return position
    converted = _undo(_SHIFTS[datum], position)
    # Judged by the converted position: a map shifts by where the ground is. The raw value of a place
    # on the Shenzhen side lies half a kilometre off, in Hong Kong, and would be taken for a foreign one.
    return converted if is_shifted_at(converted, include) else position


def from_wgs84(position: Position, datum: Datum, *, include: frozenset[Territory] = frozenset()) -> Position:
    """Where a map in `datum` shows the WGS 84 position: the inverse of `to_wgs84`."""
    if datum is Datum.WGS84 or not is_shifted_at(position, include):
        return position
    return _SHIFTS[datum](position)


def _is_near_china(position: Position) -> bool:
    # The formulas are made for this box; towards the poles and the antipodes they blow up.
    return 72 < position.longitude < 137 and 16 < position.latitude < 55


def _undo(shift: Callable[[Position], Position], shifted: Position) -> Position:
    """The position that `shift` moves to `shifted`, by fixed-point iteration.

    A step changes the shift by less than a fortieth of itself, so each round leaves a fortieth of the
    error: six take a kilometre and a half below a micrometre.
    """
    guess = shifted
    for _ in range(_ROUNDS):
        missed = shift(guess)
        guess = Position(
            guess.longitude + shifted.longitude - missed.longitude,
            guess.latitude + shifted.latitude - missed.latitude,
        )
    return guess


def _gcj02(position: Position) -> Position:
    """GCJ-02 from WGS 84: metres east and north, laid off on the Krasovsky 1940 ellipsoid."""
    latitude = radians(position.latitude)
    flattened = 1 - _KRASOVSKY_ECCENTRICITY_SQUARED * sin(latitude) ** 2
    meridian_radius = _KRASOVSKY_AXIS_METERS * (1 - _KRASOVSKY_ECCENTRICITY_SQUARED) / flattened**1.5
    parallel_radius = _KRASOVSKY_AXIS_METERS / sqrt(flattened) * cos(latitude)
    east, north = _gcj02_shift_meters(position.longitude - 105, position.latitude - 35)
    return Position(
        position.longitude + east / radians(parallel_radius),
        position.latitude + north / radians(meridian_radius),
    )


def _gcj02_shift_meters(x: float, y: float) -> tuple[float, float]:
    """Metres east and north, from degrees east of 105 and north of 35."""
    ripple = 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (ripple + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (ripple + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))) * 2 / 3
    return east, north


def _waves(t: float, *waves: tuple[float, float]) -> float:
    return sum(amplitude * sin(pi * t / divisor) for amplitude, divisor in waves)


def _bd09(position: Position) -> Position:
    """BD-09 from WGS 84: GCJ-02, turned and stretched a little about 0° 0°, then moved."""
    gcj02 = _gcj02(position)
    x, y = gcj02.longitude, gcj02.latitude
    radius = hypot(x, y) + 0.00002 * sin(y * _BAIDU_TURN)
    angle = atan2(y, x) + 0.000003 * cos(x * _BAIDU_TURN)
    return Position(radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006)


_SHIFTS: dict[Datum, Callable[[Position], Position]] = {Datum.GCJ02: _gcj02, Datum.BD09: _bd09}
