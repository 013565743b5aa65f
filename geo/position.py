"""A place on Earth in degrees, longitude first, and the distance between two."""

from dataclasses import dataclass
from typing import Self

from pyproj import Geod

from core.errors import InvalidInput

_ELLIPSOID = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees on WGS 84, or in the datum that its holder names."""

    longitude: float
    latitude: float

    @classmethod
    def checked(cls, longitude: float, latitude: float, *, field: str = "") -> Self:
        """A position from outside. `field` is the input that holds the two numbers, like `near`.

        Raises InvalidInput for `longitude` beyond ±180 or `latitude` beyond ±90, NaN and infinities.
        """
        prefix = f"{field}." if field else ""
        # NaN compares false with everything, so that each range refuses it too.
        if not -90 <= latitude <= 90:
            raise InvalidInput(f"{prefix}latitude", f"latitude is {latitude}: it lies between -90 and 90 degrees.")
        if not -180 <= longitude <= 180:
            raise InvalidInput(f"{prefix}longitude", f"longitude is {longitude}: it lies between -180 and 180 degrees.")
        return cls(longitude, latitude)


def distance_meters(a: Position, b: Position) -> float:
    """Length of the geodesic between two WGS 84 positions on the ellipsoid (Karney 2013)."""
    _, _, meters = _ELLIPSOID.inv(a.longitude, a.latitude, b.longitude, b.latitude)
    return float(meters)
