"""How many digits a measurement tells: what two independent ones share by chance only once in ten to that many."""

from struct import pack, unpack

from geo import Fix

_DIGITS_OF_DOUBLE = 6


def digits_after_point(value: float | None) -> int:
    """Decimals that carry information, 6 at most: phones widen 32-bit floats, so 41.6 may arrive as 41.6000022888."""
    if value is None or value == int(value):
        return 0
    single = unpack("f", pack("f", value))[0]
    widened = abs(single - value) < 1e-6 * max(1.0, abs(value))
    for decimals in range(1, 4 if widened else _DIGITS_OF_DOUBLE):
        if abs(round(value, decimals) - value) < (2e-6 * max(1.0, abs(value)) if widened else 1e-9):
            return decimals
    return 3 if widened else _DIGITS_OF_DOUBLE


def decimals_of(fix: Fix) -> int:
    """Of the finer of both coordinates, as sent."""
    told = (f"{value:.10f}".rstrip("0") for value in (fix.raw.longitude, fix.raw.latitude))
    return max(len(each.partition(".")[2]) for each in told)


def are_measured_alike(a: Fix, b: Fix) -> bool:
    """Whether everything but place and time agrees to the last digit, an altitude among it."""
    return (
        a.altitude_meters == b.altitude_meters
        and a.altitude_meters not in (None, 0)
        and a.accuracy_meters == b.accuracy_meters
        and a.speed_meters_per_second == b.speed_meters_per_second
        and a.bearing_degrees == b.bearing_degrees
    )


def measured_digits(fix: Fix) -> int:
    """Digits after the point of all that a fix measures beside its place; a speed and bearing of 0 tell nothing."""
    return sum(
        digits_after_point(value)
        for value in (fix.altitude_meters, fix.accuracy_meters, fix.speed_meters_per_second, fix.bearing_degrees)
    )
