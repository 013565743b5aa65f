"""One position fix as a phone's operating system gave it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from core.errors import InvalidInput
from geo.datum import Datum, to_wgs84
from geo.mainland_china import Territory
from geo.position import Position

_VAGUEST_ACCURACY_METERS = 1_000_000
_UNKNOWN_ON_IOS = -1


class FixProvider(StrEnum):
    GPS = "GPS"
    NETWORK = "NETWORK"
    FUSED = "FUSED"
    PASSIVE = "PASSIVE"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """`position` is WGS 84; `raw` is what was sent, in `datum`; `recorded_at` is the device's clock."""

    position: Position
    raw: Position
    datum: Datum
    accuracy_meters: float
    recorded_at: datetime
    altitude_meters: float | None
    speed_meters_per_second: float | None
    bearing_degrees: float | None
    provider: FixProvider
    mocked: bool

    @classmethod
    def checked(
        cls,
        *,
        longitude: float,
        latitude: float,
        accuracy_meters: float,
        recorded_at: datetime,
        altitude_meters: float | None = None,
        speed_meters_per_second: float | None = None,
        bearing_degrees: float | None = None,
        provider: FixProvider = FixProvider.UNKNOWN,
        mocked: bool = False,
        datum: Datum = Datum.WGS84,
        include: frozenset[Territory] = frozenset(),
    ) -> Self:
        """A fix from outside, converted to WGS 84; `include` as in `to_wgs84`.

        Raises InvalidInput with the field's path inside the fix: say `.within("fix")` where it lies deeper.
        How old or new `recorded_at` may be is the caller's rule.
        """
        raw = Position.checked(longitude, latitude)
        return cls(
            position=to_wgs84(raw, datum, include=include),
            raw=raw,
            datum=datum,
            accuracy_meters=_accuracy(accuracy_meters),
            recorded_at=_aware(recorded_at),
            altitude_meters=_between(altitude_meters, -11_000, 100_000, "altitudeMeters"),
            speed_meters_per_second=_between(_known(speed_meters_per_second), 0, 1000, "speedMetersPerSecond"),
            bearing_degrees=_between(_known(bearing_degrees), 0, 360, "bearingDegrees"),
            provider=provider,
            mocked=mocked,
        )


def _accuracy(meters: float) -> float:
    if 0 < meters <= _VAGUEST_ACCURACY_METERS:
        return meters
    raise InvalidInput(
        "accuracyMeters",
        f"accuracyMeters is {meters}: it lies above 0 and at or below {_VAGUEST_ACCURACY_METERS}. "
        "Phones report 0 or less where a fix is worth nothing: then send none, and a reason instead.",
    )


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise InvalidInput("recordedAt", f"recordedAt is {instant.isoformat()}: add its offset from UTC, like Z.")
    return instant


def _known(value: float | None) -> float | None:
    # Core Location says -1 for a speed or course it doesn't know; half of all real iOS fixes do.
    return None if value == _UNKNOWN_ON_IOS else value


def _between(value: float | None, lowest: float, highest: float, field: str) -> float | None:
    if value is None or lowest <= value <= highest:
        return value
    raise InvalidInput(field, f"{field} is {value}: it lies between {lowest} and {highest}, or is left out.")
