"""The 18 attacks, each with parameters of its own drawing, acted out by one rep, or by two, on one day."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

from bench.trust.claims import Claim, Move, fix_at
from bench.trust.forging import (
    ACCURACIES,
    ALTITUDES,
    SPEEDS,
    again,
    claim,
    home_of,
    near,
    real_looking,
    still_burst,
    times,
    victims,
)
from bench.trust.phones import Tells, new_phone
from bench.trust.reps import DAY, DAYS, MONDAY, Rep, beside, day_of, flat_meters, new_customer, new_rep
from bench.trust.traces import Sample
from geo import Position

LAST_DAY = DAYS - 1
Attack = Callable[[Rep, Rep, Random], None]
"""(the attacker, a colleague, random): changes what they did on the last of their days."""


def static_mock_flagged(rep: Rep, _: Rep, random: Random) -> None:
    _static_mock(rep, random, "static mock, flagged", mocked=True, noise=0.0)


def static_mock_hidden(rep: Rep, _: Rep, random: Random) -> None:
    _static_mock(rep, random, "static mock, hidden", mocked=False, noise=0.0)


def jitter_mock(rep: Rep, _: Rep, random: Random) -> None:
    _static_mock(rep, random, "jitter mock", mocked=False, noise=random.uniform(1, 5))


def _static_mock(rep: Rep, random: Random, name: str, *, mocked: bool, noise: float) -> None:
    accuracy, altitude = random.choice(ACCURACIES), random.choice(ALTITUDES)
    speed, provider = random.choice(SPEEDS), rep.phone.provider_of(is_satellite=True)
    chosen = victims(rep, random)
    _stay_home(rep)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        place = near(customer.pin, 40, random)
        spot = beside(place, random.gauss(0, noise), random.gauss(0, noise)) if noise else place
        fix = fix_at(
            spot.longitude,
            spot.latitude,
            at=at + rep.phone.clock_offset,
            accuracy=accuracy,
            altitude=altitude,
            speed=speed,
            provider=provider,
            mocked=mocked,
        )
        burst = still_burst(fix, random, meters=noise)
        rep.story.claims.append(claim(rep, customer, at, fix, name, random, burst=burst))


def on_the_pin(rep: Rep, _: Rep, random: Random) -> None:
    decimals = random.randint(5, 7)
    chosen = victims(rep, random)
    _stay_home(rep)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        fix = real_looking(rep, customer.pin, at, random)
        typed = Position(round(customer.pin.longitude, decimals), round(customer.pin.latitude, decimals))
        fix = replace(fix, raw=typed, position=typed)
        burst = still_burst(fix, random) if random.random() < 0.5 else ()
        rep.story.claims.append(claim(rep, customer, at, fix, "on the pin", random, burst=burst))


def saved_replay(rep: Rep, _: Rep, random: Random) -> None:
    _replay(rep, random, "saved replay", 0.0)


def jittered_replay(rep: Rep, _: Rep, random: Random) -> None:
    _replay(rep, random, "jittered replay", random.uniform(0.1, 4))


def _replay(rep: Rep, random: Random, name: str, noise: float) -> None:
    _stay_home(rep)
    saved = {old.customer.id: old for old in rep.story.claims if _is_near_pin(old)}
    chosen = random.sample(sorted(saved.values(), key=lambda old: old.happened_at), min(len(saved), 6))
    for old, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        assert old.fix is not None
        later = at - old.happened_at
        moved = [again(fix, fix.recorded_at.timestamp() + later, meters=noise, random=random) for fix in old.burst]
        fix = moved[-1] if moved else again(old.fix, at + rep.phone.clock_offset - 3, meters=noise, random=random)
        rep.story.claims.append(claim(rep, old.customer, at, fix, name, random, burst=moved))


def teleport(rep: Rep, _: Rep, random: Random) -> None:
    """A visit far off, between two that are genuine and follow each other."""
    today = sorted(rep.claims_of(LAST_DAY), key=lambda each: each.happened_at)
    pairs = [(a, b) for a, b in pairwise(today) if a.fix and b.fix]
    if not pairs:
        return
    before, after = random.choice(pairs)
    at = random.uniform(before.happened_at + 120, after.happened_at - 60)
    far, angle = 1000 * math.exp(random.uniform(math.log(5), math.log(200))), random.uniform(0, 2 * math.pi)
    assert before.fix is not None
    place = beside(before.fix.position, far * math.cos(angle), far * math.sin(angle))
    customer = new_customer(random, place, error=15)
    fix = real_looking(rep, place, at, random)
    rep.story.claims.append(claim(rep, customer, at, fix, "teleport", random))


def shared_device(rep: Rep, colleague: Rep, random: Random) -> None:
    """The colleague checks in for the rep, who isn't there, between own visits, on the colleague's phone."""
    _name_device(colleague, "the-colleague's")
    _name_device(rep, "the-rep's")
    chosen = victims(rep, random)
    _stay_home(rep)
    own = sorted(colleague.claims_of(LAST_DAY), key=lambda each: each.happened_at)
    for index, customer in enumerate(chosen):
        at = own[index % len(own)].happened_at + random.uniform(120, 900) if own else times(random, LAST_DAY, 1)[0]
        fix = real_looking(colleague, near(customer.place, 10, random), at, random)
        made = claim(colleague, customer, at, fix, "shared device", random, is_there=True)
        made.member_id = rep.id
        rep.story.claims.append(made)


def clock_shift(rep: Rep, _: Rep, random: Random) -> None:
    _shift_tour(rep, random, "clock shift", forges_fix_times=False, restarts=False)


def forged_time(rep: Rep, _: Rep, random: Random) -> None:
    _shift_tour(rep, random, "forged time", forges_fix_times=True, restarts=False)


def reboot_and_offline(rep: Rep, _: Rep, random: Random) -> None:
    _shift_tour(rep, random, "reboot and offline", forges_fix_times=True, restarts=True)


def _shift_tour(rep: Rep, random: Random, name: str, *, forges_fix_times: bool, restarts: bool) -> None:
    """A tour that took place, claimed for other hours; sent when the clock is right again."""
    shift = random.choice([-1, 1]) * random.uniform(1, 10) * 3600
    today = rep.claims_of(LAST_DAY)
    evening = max([each.received_at for each in today], default=MONDAY) + max(shift, 0) + 3600
    started = min([each.happened_at for each in today], default=0.0) - 300
    for each in today:
        each.attack = name
        each.recorded_at += shift
        each.received_at, each.sent_at = evening, evening + rep.phone.clock_offset
        if each.uptime is not None and restarts:
            each.uptime, each.boot_id = each.happened_at - started, None if each.boot_id is None else "between"
        if each.uptime is not None:
            each.sent_uptime = evening - rep.phone.boot_at if not restarts else 600.0
        if forges_fix_times:
            each.fix = each.fix and again(each.fix, each.fix.recorded_at.timestamp() + shift)
            each.burst = tuple(again(fix, fix.recorded_at.timestamp() + shift) for fix in each.burst)


def pin_to_home(rep: Rep, _: Rep, random: Random) -> None:
    home, chosen = home_of(rep), victims(rep, random, most=5)
    _stay_home(rep)
    at = MONDAY + LAST_DAY * DAY - 3600
    for customer, later in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        rep.story.moves.append(Move(member_id=rep.id, customer=customer, at=at, to=near(home, 60, random)))
        fix = real_looking(rep, home, later, random)
        rep.story.claims.append(claim(rep, customer, later, fix, "pin to home", random))


def collusion_same_fix(rep: Rep, colleague: Rep, random: Random) -> None:
    _collude(rep, colleague, random, "collusion, same fix", noise=0.0)


def jittered_collusion(rep: Rep, colleague: Rep, random: Random) -> None:
    _collude(rep, colleague, random, "jittered collusion", noise=random.uniform(1, 6))


def _collude(rep: Rep, colleague: Rep, random: Random, name: str, *, noise: float) -> None:
    """One of the two is there; both send it, at customers in the same houses."""
    chosen = victims(rep, random)
    _stay_home(rep)
    _stay_home(colleague)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        fix = real_looking(rep, customer.place, at, random)
        other = again(fix, at + colleague.phone.clock_offset + random.uniform(0, 3), meters=noise, random=random)
        rep.story.claims.append(claim(rep, customer, at, fix, name, random, is_there=True))
        beside_it = new_customer(random, customer.place, error=12)
        colleague.story.claims.append(claim(colleague, beside_it, at + random.uniform(1, 20), other, name, random))


def home_visits(rep: Rep, _: Rep, random: Random) -> None:
    """Customers around the rep's home, whose geofences reach it."""
    home, count = home_of(rep), random.randint(3, 6)
    _stay_home(rep)
    for at in times(random, LAST_DAY, count):
        customer = new_customer(random, near(home, 140, random), error=5)
        fix = real_looking(rep, home, at, random)
        burst = rep.phone.burst_of(_sample_at(rep, home), at, random)
        rep.story.claims.append(claim(rep, customer, at, fix, "home visits", random, burst=burst))


def expert_noise(rep: Rep, _: Rep, random: Random) -> None:
    chosen = victims(rep, random)
    _stay_home(rep)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        fix = real_looking(rep, customer.pin, at, random)
        burst = rep.phone.burst_of(_sample_at(rep, fix.position), at, random)
        rep.story.claims.append(claim(rep, customer, at, fix, "expert noise", random, burst=burst))


def wifi_proxy(rep: Rep, _: Rep, random: Random) -> None:
    chosen = victims(rep, random)
    _stay_home(rep)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        place = near(customer.pin, 30, random)
        fix = fix_at(
            place.longitude,
            place.latitude,
            at=at + rep.phone.clock_offset,
            accuracy=random.uniform(25, 35),
            altitude=0.0,
            provider=rep.phone.provider_of(is_satellite=False),
        )
        rep.story.claims.append(claim(rep, customer, at, fix, "wi-fi proxy", random))


def two_devices(rep: Rep, _: Rep, random: Random) -> None:
    """An accomplice visits under the rep's login; the rep checks in near home with the own phone in between."""
    other = new_phone(random, is_ios=False, is_harsh=rep.is_harsh, since=MONDAY)
    other.device = other.device or "the-accomplice's"
    _name_device(rep, "the-rep's")
    chosen, mine = victims(rep, random), rep.phone
    _stay_home(rep)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        rep.phone = other
        fix = real_looking(rep, customer.place, at, random)
        rep.story.claims.append(claim(rep, customer, at, fix, "two devices", random, is_there=True))
        rep.phone = mine
    for at in times(random, LAST_DAY, 2):
        by_home = new_customer(random, near(home_of(rep), 30, random), error=10)
        fix = real_looking(rep, home_of(rep), at, random)
        rep.story.claims.append(claim(rep, by_home, at, fix, "two devices", random, is_there=True))


def colleague_of(rep: Rep, random: Random, tells: Tells = "mixed") -> Rep:
    """Half of all colleagues work elsewhere, half in the same streets."""
    return new_rep(random, is_harsh=rep.is_harsh, like=rep if random.random() < 0.5 else None, tells=tells)


def _name_device(rep: Rep, name: str) -> None:
    """A phone that tells which it is."""
    rep.phone.device = rep.phone.device or f"{name}-{rep.id}"
    for each in rep.story.claims:
        each.device = rep.phone.device


def _stay_home(rep: Rep) -> None:
    rep.story.claims = [each for each in rep.story.claims if day_of(each.happened_at) != LAST_DAY]


def _is_near_pin(old: Claim) -> bool:
    fix = old.fix
    return fix is not None and fix.accuracy_meters <= 100 and flat_meters(fix.position, old.customer.pin) < 100


def _sample_at(rep: Rep, place: Position) -> Sample:
    samples = [each for way in rep.days for each in way.samples if each.is_satellite] or [rep.days[0].samples[0]]
    return replace(samples[0], longitude=place.longitude, latitude=place.latitude, speed=0.0, is_satellite=True)


SHOWN_BY_LOCATION: tuple[Attack, ...] = (
    static_mock_flagged,
    static_mock_hidden,
    on_the_pin,
    saved_replay,
    teleport,
    shared_device,
    clock_shift,
    forged_time,
    pin_to_home,
    collusion_same_fix,
)
HARDLY_SHOWN: tuple[Attack, ...] = (
    home_visits,
    jitter_mock,
    expert_noise,
    jittered_replay,
    jittered_collusion,
    wifi_proxy,
    two_devices,
    reboot_and_offline,
)
