"""What a rep's phone measures at a customer's door: position fixes as good and as bad as real ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from random import Random
from typing import Any

from demo.phone.clocks import timestamp

_SIGMAS_IN_68_PERCENT = 1.51
"Radius of a two-dimensional Gaussian's 68 % circle, in standard deviations: sqrt(-2 ln 0.32)."
_METERS_PER_DEGREE = 111_320
_DOOR_METERS = 8
"How far the door is from the pin on the map, more or less."
_WANDER_METERS = 0.4
"By how much a receiver's error changes from second to second, east and north."


class Reception(Enum):
    """How well the phone knows where it is."""

    GOOD = auto()
    "Satellites: 5 to 30 m, and honest about it."
    VAGUE = auto()
    "No satellites indoors: a mobile network's cell, some 900 m."
    ELSEWHERE = auto()
    "Good reception, half a kilometre away from the customer."
    BLOCKED = auto()
    "None: a cellar, a shielded mall."


@dataclass(frozen=True, slots=True)
class Reading:
    """The part of a check-in that the phone's sensors give."""

    fix: dict[str, Any] | None
    no_fix_reason: str | None
    burst: Sequence[dict[str, Any]] = ()
    "The fixes of the seconds before, oldest first, with `fix` as the last."


def reading_at(longitude: float, latitude: float, *, reception: Reception, now: datetime, random: Random) -> Reading:
    """What the phone reads for a rep at the customer's pin: the contract's FixInput, or why there is none."""
    if reception is Reception.BLOCKED:
        return Reading(None, "No signal in the basement.")
    vague = reception is Reception.VAGUE
    accuracy = random.uniform(700, 1100) if vague else random.uniform(5, 30)
    away = random.uniform(450, 600) if reception is Reception.ELSEWHERE else random.uniform(0, _DOOR_METERS)
    east, north = _scattered(away, accuracy, random)
    measured_at = now - timedelta(seconds=random.uniform(1, 8))
    fix = {
        "longitude": round(longitude + east / _METERS_PER_DEGREE / math.cos(math.radians(latitude)), 7),
        "latitude": round(latitude + north / _METERS_PER_DEGREE, 7),
        "accuracyMeters": round(accuracy, 1),
        "recordedAt": timestamp(measured_at),
        "provider": "NETWORK" if vague else "GPS",
    }
    if vague:
        return Reading(fix, None)
    fix |= {"altitudeMeters": round(random.gauss(12, 4), 1), "speedMetersPerSecond": round(random.uniform(0, 1), 2)}
    return Reading(fix, None, _burst_up_to(fix, measured_at, random))


def _burst_up_to(fix: dict[str, Any], measured_at: datetime, random: Random) -> list[dict[str, Any]]:
    """What a satellite receiver gave in the seconds before, at one fix a second: its error wanders slowly."""
    burst = [fix]
    for seconds in range(1, random.randint(3, 6)):
        after = burst[0]
        burst.insert(
            0,
            after
            | {
                "longitude": round(after["longitude"] + random.gauss(0, _WANDER_METERS) / _METERS_PER_DEGREE, 7),
                "latitude": round(after["latitude"] + random.gauss(0, _WANDER_METERS) / _METERS_PER_DEGREE, 7),
                "accuracyMeters": round(max(3, after["accuracyMeters"] + random.gauss(0, 0.4)), 1),
                "altitudeMeters": round(after["altitudeMeters"] + random.gauss(0, 0.3), 1),
                "speedMetersPerSecond": round(random.uniform(0, 1), 2),
                "recordedAt": timestamp(measured_at - timedelta(seconds=seconds, milliseconds=random.randint(-20, 20))),
            },
        )
    return burst


def _scattered(away_meters: float, accuracy_meters: float, random: Random) -> tuple[float, float]:
    """A true place `away_meters` off in some direction, as measured with the error of `accuracy_meters`, in metres."""
    direction = random.uniform(0, 2 * math.pi)
    sigma = accuracy_meters / _SIGMAS_IN_68_PERCENT
    east = away_meters * math.sin(direction) + random.gauss(0, sigma)
    north = away_meters * math.cos(direction) + random.gauss(0, sigma)
    return east, north
