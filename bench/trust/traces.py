"""Real location traces as days of samples, and the same way measured anew on another day."""

import csv
import gzip
import math
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

EMISSION = Path(__file__).resolve().parents[3] / "shared" / "data" / "emission" / "emission_locations.csv.gz"
_HOURS = 11
METERS_A_DEGREE = 111_195.0
_MEMORY_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One fix of a trace; `at` in seconds, a coordinate in degrees with as many decimals as the phone gave."""

    at: float
    longitude: float
    latitude: float
    decimals: int
    accuracy: float
    altitude: float | None
    speed: float | None
    bearing: float | None
    is_satellite: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """Some hours of one phone, from 0 s on."""

    name: str
    phone: str
    is_ios: bool
    samples: tuple[Sample, ...]


@cache
def traces() -> tuple[Trace, ...]:
    rows: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    with gzip.open(EMISSION, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[row["src"], row["user"], row["platform"]].append(row)
    found = (_trace(*key, of_key) for key, of_key in sorted(rows.items()))
    return tuple(trace for trace in found if len(trace.samples) >= 20)


def elsewhere(trace: Trace, east_degrees: float, north_degrees: float, random: Random) -> Trace:
    """The same way in another place and on another day.

    Receivers err otherwise, slowly wandering; networks repeat themselves to the last digit.
    """
    east = north = up = last = 0.0
    samples = []
    for sample in trace.samples:
        at_longitude = round(sample.longitude + east_degrees, sample.decimals)
        at_latitude = round(sample.latitude + north_degrees, sample.decimals)
        if sample.is_satellite:
            memory = math.exp(-max(0.0, sample.at - last) / _MEMORY_SECONDS)
            fresh, last = math.sqrt(1 - memory**2), sample.at
            east = east * memory + fresh * random.gauss(0, 1)
            north = north * memory + fresh * random.gauss(0, 1)
            up = up * memory + fresh * random.gauss(0, 1)
            samples.append(_measured(sample, at_longitude, at_latitude, (east, north, up), random))
        else:
            samples.append(replace(sample, longitude=at_longitude, latitude=at_latitude))
    return Trace(trace.name, trace.phone, trace.is_ios, tuple(samples))


def _measured(
    sample: Sample, longitude: float, latitude: float, error: tuple[float, float, float], random: Random
) -> Sample:
    sigma = min(sample.accuracy, 30) / 2
    scale = METERS_A_DEGREE * math.cos(math.radians(latitude))
    altitude, speed, accuracy = sample.altitude, sample.speed, sample.accuracy
    return Sample(
        at=sample.at,
        longitude=round(longitude + error[0] * sigma / scale, sample.decimals),
        latitude=round(latitude + error[1] * sigma / METERS_A_DEGREE, sample.decimals),
        decimals=sample.decimals,
        accuracy=accuracy if accuracy == int(accuracy) else round(accuracy * random.uniform(0.8, 1.25), 3),
        altitude=None if altitude is None else _like(altitude, altitude + error[2] * 4),
        speed=speed if not speed else round(speed * random.uniform(0.9, 1.1), 4),
        bearing=sample.bearing,
        is_satellite=True,
    )


def _like(pattern: float, value: float) -> float:
    """`value` to as many digits as `pattern` has."""
    return float(round(value)) if pattern == int(pattern) else round(value, len(str(pattern).partition(".")[2]))


def _trace(name: str, phone: str, platform: str, rows: list[dict[str, str]]) -> Trace:
    samples = sorted((_sample(row, platform) for row in rows), key=lambda sample: sample.at)
    start = samples[0].at
    kept = [replace(sample, at=sample.at - start) for sample in samples if sample.at - start <= _HOURS * 3600]
    return Trace(name, phone, platform == "ios", tuple(kept))


def _sample(row: dict[str, str], platform: str) -> Sample:
    altitude, accuracy = float(row["alt"]), float(row["acc"])
    return Sample(
        at=float(row["ts"]),
        longitude=float(row["lon"]),
        latitude=float(row["lat"]),
        decimals=7 if platform == "android" else 10,
        accuracy=max(accuracy, 1.0),
        altitude=altitude,
        speed=_known(float(row["speed"])),
        bearing=_known(float(row["bearing"])),
        is_satellite=altitude != 0 and accuracy <= 50,
    )


def _known(value: float) -> float | None:
    return None if value < 0 else value
