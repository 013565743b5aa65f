"""Positions that are made up."""

from dataclasses import replace
from random import Random

from bench.trust.attacks.acting import LAST_DAY, sample_at, stay_home
from bench.trust.claims import fix_at
from bench.trust.forging import ACCURACIES, ALTITUDES, SPEEDS, claim, near, real_looking, still_burst, times, victims
from bench.trust.places import beside
from bench.trust.reps import Rep
from geo import Position


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
    stay_home(rep)
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
    stay_home(rep)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        fix = real_looking(rep, customer.pin, at, random)
        typed = Position(round(customer.pin.longitude, decimals), round(customer.pin.latitude, decimals))
        fix = replace(fix, raw=typed, position=typed)
        burst = still_burst(fix, random) if random.random() < 0.5 else ()
        rep.story.claims.append(claim(rep, customer, at, fix, "on the pin", random, burst=burst))


def expert_noise(rep: Rep, _: Rep, random: Random) -> None:
    chosen = victims(rep, random)
    stay_home(rep)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        fix = real_looking(rep, customer.pin, at, random)
        burst = rep.phone.burst_of(sample_at(rep, fix.position), at, random)
        rep.story.claims.append(claim(rep, customer, at, fix, "expert noise", random, burst=burst))


def wifi_proxy(rep: Rep, _: Rep, random: Random) -> None:
    chosen = victims(rep, random)
    stay_home(rep)
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
