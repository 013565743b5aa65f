"""A rep's phone: what it tells beside the fix, how it names providers, and how right its clock is."""

import math
from dataclasses import dataclass
from random import Random
from typing import Literal

from bench.trust.claims import fix_at
from bench.trust.traces import METERS_A_DEGREE, Sample
from geo import Fix, FixProvider
from visits.phone_evidence import DeviceIntegrity

Naming = Literal["named", "fused", "none"]
Tells = Literal["mixed", "all", "fix only"]
"What phones tell beside the fix: some of them this, some that; everything; nothing."


@dataclass(slots=True)
class Phone:
    device: str | None
    naming: Naming
    tells_bursts: bool
    tells_uptime: bool
    tells_surroundings: bool
    clock_offset: float
    "Seconds that the wall clock is ahead, all the time."
    integrity: DeviceIntegrity
    boot_at: float
    boot_id: str | None
    holds_still: bool
    "A receiver that keeps its last position while it stands, and its last bearing with it."

    def uptime_at(self, at: float) -> float | None:
        return at - self.boot_at if self.tells_uptime else None

    def restart(self, at: float, random: Random) -> None:
        self.boot_at = at
        self.boot_id = None if self.boot_id is None else _name(random)

    def fix_of(self, sample: Sample, at: float) -> Fix:
        """What the phone makes of a sample taken at `at`, by its own clock."""
        return fix_at(
            sample.longitude,
            sample.latitude,
            at=at + self.clock_offset,
            accuracy=sample.accuracy,
            altitude=None if sample.altitude == 0 and self.naming == "none" else sample.altitude,
            speed=sample.speed,
            bearing=sample.bearing,
            provider=self.provider_of(sample.is_satellite),
        )

    def provider_of(self, is_satellite: bool) -> FixProvider:
        if self.naming == "named":
            return FixProvider.GPS if is_satellite else FixProvider.NETWORK
        return FixProvider.FUSED if self.naming == "fused" else FixProvider.UNKNOWN

    def burst_of(self, sample: Sample, at: float, random: Random) -> tuple[Fix, ...]:
        """Some seconds up to and with the sample: the traces hold none, so a receiver's slow wander is laid under."""
        if not self.tells_bursts:
            return ()
        last = self.fix_of(sample, at)
        seconds = random.randint(3, 14)
        if not sample.is_satellite:
            return tuple(_later(last, back) for back in range(-seconds, 1, 2))
        if self.holds_still and not sample.speed and sample.bearing:
            return tuple(_later(last, back) for back in range(-seconds, 1))
        return (*_wandering(last, seconds, random), last)


def new_phone(random: Random, *, is_ios: bool, is_harsh: bool, since: float, tells: Tells = "mixed") -> Phone:
    naming: Naming = random.choice(["fused", "none"]) if is_ios else random.choice(["named", "named", "fused", "none"])
    shares = {"device": 0.85, "bursts": 0.6, "uptime": 0.7, "boot": 0.8, "surroundings": 0.5}
    told = {what: tells == "all" or (random.random() < share and tells == "mixed") for what, share in shares.items()}
    return Phone(
        device=_name(random) if told["device"] else None,
        naming=naming,
        tells_bursts=told["bursts"],
        tells_uptime=told["uptime"],
        tells_surroundings=told["surroundings"],
        clock_offset=_offset(random, is_harsh),
        integrity=DeviceIntegrity.UNKNOWN if tells == "fix only" else _integrity(random, is_harsh),
        boot_at=since - random.uniform(1, 200) * 3600,
        boot_id=_name(random) if told["uptime"] and told["boot"] else None,
        holds_still=random.random() < 0.15,
    )


def _offset(random: Random, is_harsh: bool) -> float:
    """Clocks drift; some are wrong by hours, all the time."""
    drift = random.gauss(0, 120 if is_harsh else 10)
    if random.random() < (0.04 if is_harsh else 0.005):
        return drift + random.choice([-1, 1]) * random.uniform(0.3, 9) * 3600
    return drift


def _integrity(random: Random, is_harsh: bool) -> DeviceIntegrity:
    drawn = random.random()
    if drawn < (0.03 if is_harsh else 0.01):
        return DeviceIntegrity.FAILED
    return DeviceIntegrity.PASSED if drawn < 0.6 else DeviceIntegrity.UNKNOWN


def _wandering(last: Fix, seconds: int, random: Random) -> list[Fix]:
    """Backwards from `last`: an error with a memory of ten seconds and more, and the movement that speed tells."""
    fixes, east, north = [], 0.0, 0.0
    scale = METERS_A_DEGREE * math.cos(math.radians(last.position.latitude))
    memory, sigma = math.exp(-1 / random.uniform(10, 60)), min(last.accuracy_meters, 20) / 3
    speed, bearing = last.speed_meters_per_second or 0.0, math.radians(last.bearing_degrees or 0.0)
    for back in range(1, seconds + 1):
        fresh = math.sqrt(1 - memory**2) * sigma
        east, north = east * memory + random.gauss(0, fresh), north * memory + random.gauss(0, fresh)
        altitude = last.altitude_meters
        fixes.append(
            fix_at(
                round(last.position.longitude + (east - speed * back * math.sin(bearing)) / scale, 7),
                round(last.position.latitude + (north - speed * back * math.cos(bearing)) / METERS_A_DEGREE, 7),
                at=last.recorded_at.timestamp() - back,
                accuracy=last.accuracy_meters,
                altitude=None if altitude is None else round(altitude + random.gauss(0, 0.4), 1),
                speed=speed if last.speed_meters_per_second is not None else None,
                bearing=last.bearing_degrees,
                provider=last.provider,
            )
        )
    return fixes[::-1]


def _later(fix: Fix, seconds: float) -> Fix:
    return fix_at(
        fix.position.longitude,
        fix.position.latitude,
        at=fix.recorded_at.timestamp() + seconds,
        accuracy=fix.accuracy_meters,
        altitude=fix.altitude_meters,
        speed=fix.speed_meters_per_second,
        bearing=fix.bearing_degrees,
        provider=fix.provider,
    )


def _name(random: Random) -> str:
    return f"{random.getrandbits(64):016x}"
