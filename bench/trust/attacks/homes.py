"""Customers come to the rep."""

from random import Random

from bench.trust.attacks.acting import LAST_DAY, sample_at, stay_home
from bench.trust.claims import Move
from bench.trust.forging import claim, home_of, near, real_looking, times, victims
from bench.trust.places import new_customer
from bench.trust.reps import DAY, MONDAY, Rep


def pin_to_home(rep: Rep, _: Rep, random: Random) -> None:
    home, chosen = home_of(rep), victims(rep, random, most=5)
    stay_home(rep)
    at = MONDAY + LAST_DAY * DAY - 3600
    for customer, later in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        rep.story.moves.append(Move(member_id=rep.id, customer=customer, at=at, to=near(home, 60, random)))
        fix = real_looking(rep, home, later, random)
        rep.story.claims.append(claim(rep, customer, later, fix, "pin to home", random))


def home_visits(rep: Rep, _: Rep, random: Random) -> None:
    """Customers around the rep's home, whose geofences reach it."""
    home, count = home_of(rep), random.randint(3, 6)
    stay_home(rep)
    for at in times(random, LAST_DAY, count):
        customer = new_customer(random, near(home, 140, random), error=5)
        fix = real_looking(rep, home, at, random)
        burst = rep.phone.burst_of(sample_at(rep, home), at, random)
        rep.story.claims.append(claim(rep, customer, at, fix, "home visits", random, burst=burst))
