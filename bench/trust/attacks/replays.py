"""Genuine fixes that come again, and a visit where nobody can have been."""

import math
from itertools import pairwise
from random import Random

from bench.trust.attacks.acting import LAST_DAY, stay_home
from bench.trust.claims import Claim
from bench.trust.forging import again, claim, real_looking, times
from bench.trust.places import beside, flat_meters, new_customer
from bench.trust.reps import Rep


def saved_replay(rep: Rep, _: Rep, random: Random) -> None:
    _replay(rep, random, "saved replay", 0.0)


def jittered_replay(rep: Rep, _: Rep, random: Random) -> None:
    _replay(rep, random, "jittered replay", random.uniform(0.1, 4))


def _replay(rep: Rep, random: Random, name: str, noise: float) -> None:
    stay_home(rep)
    saved = {old.customer.id: old for old in rep.story.claims if _is_near_pin(old)}
    chosen = random.sample(sorted(saved.values(), key=lambda old: old.happened_at), min(len(saved), 6))
    for old, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        assert old.fix is not None
        later = at - old.happened_at
        moved = [again(fix, fix.recorded_at.timestamp() + later, meters=noise, random=random) for fix in old.burst]
        fix = moved[-1] if moved else again(old.fix, at + rep.phone.clock_offset - 3, meters=noise, random=random)
        rep.story.claims.append(claim(rep, old.customer, at, fix, name, random, burst=moved))


def _is_near_pin(old: Claim) -> bool:
    fix = old.fix
    return fix is not None and fix.accuracy_meters <= 100 and flat_meters(fix.position, old.customer.pin) < 100


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
