"""What attackers have at hand: fixes made up to look right, and check-ins sent with them."""

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from bench.trust.claims import Claim, Customer, fix_at, instant
from bench.trust.places import beside, seen_at
from bench.trust.reps import DAY, MONDAY, Rep
from geo import Fix, Position

ACCURACIES = (1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0)
ALTITUDES = (0.0, 10.0, 55.0)
SPEEDS = (0.0, 1.2)


def times(random: Random, day: int, count: int) -> list[float]:
    """Instants of a made-up tour."""
    at = MONDAY + day * DAY + random.uniform(0, 2) * 3600
    found = []
    for _ in range(count):
        found.append(at)
        at += random.uniform(15, 60) * 60
    return found


def victims(rep: Rep, random: Random, most: int = 6) -> list[Customer]:
    """Customers of the rep, for whom visits are made up."""
    return random.sample(rep.customers, min(len(rep.customers), random.randint(3, most)))


def home_of(rep: Rep) -> Position:
    sample = rep.days[0].samples[0]
    return Position(sample.longitude, sample.latitude)


def real_looking(rep: Rep, place: Position, at: float, random: Random) -> Fix:
    """A satellite fix as this rep's phone would have given it at `place`."""
    samples = [each for way in rep.days for each in way.samples if each.is_satellite and each.accuracy <= 20]
    if not samples:
        return _like_a_receiver(rep, place, at, random)
    model = random.choice(samples)
    sigma = model.accuracy / 3
    where = beside(place, random.gauss(0, sigma), random.gauss(0, sigma))
    made = replace(model, longitude=where.longitude, latitude=where.latitude, speed=0.0, bearing=0.0)
    return rep.phone.fix_of(replace(made, altitude=_near(made.altitude, random)), at)


def claim(
    rep: Rep,
    customer: Customer,
    at: float,
    fix: Fix,
    attack: str | None,
    random: Random,
    *,
    burst: Sequence[Fix] = (),
    is_there: bool = False,
) -> Claim:
    """A check-in from the rep's own phone, sent at once."""
    phone, received_at = rep.phone, at + random.uniform(0.2, 4)
    seen: tuple[str, ...] = ()
    if phone.tells_surroundings:
        seen = seen_at(customer, random) if is_there else tuple(f"{random.getrandbits(48):012x}" for _ in range(6))
    uptime = phone.uptime_at(at)
    return Claim(
        member_id=rep.id,
        customer=customer,
        happened_at=at,
        recorded_at=at + phone.clock_offset,
        sent_at=received_at + phone.clock_offset,
        received_at=received_at,
        fix=fix,
        burst=tuple(burst) if phone.tells_bursts else (),
        device=phone.device,
        uptime=uptime,
        sent_uptime=None if uptime is None else uptime + received_at - at,
        boot_id=phone.boot_id,
        surroundings=seen,
        integrity=phone.integrity,
        attack=attack,
    )


def again(fix: Fix, at: float, *, meters: float = 0.0, random: Random | None = None) -> Fix:
    """The same fix at another time, moved by white noise of so many metres."""
    if not meters or random is None:
        return replace(fix, recorded_at=instant(at))
    place = beside(fix.raw, random.gauss(0, meters), random.gauss(0, meters))
    return replace(fix, recorded_at=instant(at), raw=place, position=place)


def still_burst(fix: Fix, random: Random, *, meters: float = 0.0) -> list[Fix]:
    """Some seconds of one position, with white noise of so many metres."""
    at = fix.recorded_at.timestamp()
    before = (again(fix, at - back, meters=meters, random=random) for back in range(random.randint(6, 14), 0, -1))
    return [*before, fix]


def near(place: Position, meters: float, random: Random) -> Position:
    angle, far = random.uniform(0, 2 * math.pi), random.uniform(0, meters)
    return beside(place, far * math.cos(angle), far * math.sin(angle))


def _near(altitude: float | None, random: Random) -> float | None:
    return None if altitude is None else round(altitude + random.gauss(0, 6), 1)


def _like_a_receiver(rep: Rep, place: Position, at: float, random: Random) -> Fix:
    where = near(place, 8, random)
    return fix_at(
        where.longitude,
        where.latitude,
        at=at + rep.phone.clock_offset,
        accuracy=round(random.uniform(3.5, 15), 3),
        altitude=round(random.uniform(5, 200), 1),
        speed=0.0,
        bearing=0.0,
        provider=rep.phone.provider_of(is_satellite=True),
    )
