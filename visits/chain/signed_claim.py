"""Whether a check-in says what its device signed: value by value, as the phone sent them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from core.clock import read_instant
from core.errors import InvalidInput
from geo import Fix, Position, distance_meters

T = TypeVar("T")
_NOTHING = -1
_NOTHING_ON_IOS = {"speedMetersPerSecond", "bearingDegrees"}
"Core Location says -1 for those that it doesn't know."


@dataclass(frozen=True, slots=True)
class SignedClaim:
    """What the check-in itself says of what is signed; `account_id` is the id's text as the phone sent it."""

    visit_id: UUID
    account_id: str
    recorded_at: datetime | None
    sent_at: datetime
    fix: Fix | None


def difference(values: Mapping[str, object], claim: SignedClaim) -> str | None:
    """The first difference of a payload's values from the claim, in a sentence; None where they are the same."""
    return next(_differences(values, claim), None)


def _differences(values: Mapping[str, object], claim: SignedClaim) -> Iterator[str]:
    if _read(UUID, values.get("visitId")) != claim.visit_id:
        yield "The signed visitId is another than the one sent."
    if values.get("accountId") != claim.account_id:
        yield "The signed accountId is another than the one sent."
    recorded_at = values.get("recordedAt")
    if recorded_at is not None or claim.recorded_at is not None:
        yield from _times_apart("recordedAt", recorded_at, claim.recorded_at or claim.sent_at)
    fix = values.get("fix")
    if (fix is None) != (claim.fix is None):
        yield "A fix was sent and none signed." if fix is None else "A fix was signed and none sent."
    elif claim.fix is not None:
        yield from _fixes_apart(fix, claim.fix)


def _fixes_apart(signed: object, sent: Fix) -> Iterator[str]:
    if not isinstance(signed, dict):
        yield "The signed fix is no JSON object."
        return
    expected = _sent_values(sent)
    if unknown := signed.keys() - expected.keys() - {"longitude", "latitude", "recordedAt"}:
        yield f"The signed fix holds {len(unknown)} keys that don't belong there."
    yield from _places_apart(signed, sent.raw)
    yield from _times_apart("fix.recordedAt", signed.get("recordedAt"), sent.recorded_at)
    for name, (value, default) in expected.items():
        given = signed.get(name)
        known = default if given is None or (given == _NOTHING and name in _NOTHING_ON_IOS) else given
        if known != value or isinstance(known, bool) != isinstance(value, bool):
            yield f"The signed fix.{name} is {_figure(known)}, the one sent is {_figure(value)}."


def _sent_values(fix: Fix) -> dict[str, tuple[object, object]]:
    """Value and default of each part of a fix that isn't a place or a time."""
    return {
        "accuracyMeters": (fix.accuracy_meters, None),
        "altitudeMeters": (fix.altitude_meters, None),
        "speedMetersPerSecond": (fix.speed_meters_per_second, None),
        "bearingDegrees": (fix.bearing_degrees, None),
        "provider": (str(fix.provider), "UNKNOWN"),
        "mocked": (fix.mocked, False),
        "datum": (str(fix.datum), "WGS84"),
    }


def _places_apart(signed: Mapping[str, Any], sent: Position) -> Iterator[str]:
    """In metres: explanations hold no coordinates."""
    place = _read(lambda fix: Position.checked(_number(fix["longitude"]), _number(fix["latitude"])), signed)
    if place is None:
        yield "The signed fix has no longitude and latitude in degrees."
    elif place != sent:
        yield f"The signed position lies {distance_meters(place, sent):.2f} m from the one sent."


def _times_apart(name: str, signed: object, sent: datetime) -> Iterator[str]:
    instant = _read(read_instant, signed)
    if instant is None:
        yield f"The signed {name} is no instant."
    elif instant != sent:
        yield f"The signed {name} is {abs(instant - sent).total_seconds():.3f} s from the one sent."


def _read(parse: Callable[[Any], T], value: object) -> T | None:
    """None for what can't be read."""
    try:
        return parse(value)
    except (AttributeError, InvalidInput, KeyError, OverflowError, TypeError, ValueError):
        return None


def _number(value: object) -> float:
    if not isinstance(value, float):
        raise TypeError
    return value


def _figure(value: object) -> str:
    """Numbers only: an explanation repeats no text that a phone made up."""
    if value is None:
        return "absent"
    return f"{value:g}" if isinstance(value, float) else "another"
