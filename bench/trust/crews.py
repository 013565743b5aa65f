"""Honest reps, alone and together: in one car, on pooled phones, on trains and planes."""

from dataclasses import replace
from random import Random

from bench.trust.claims import Claim, Story, instant
from bench.trust.forging import claim, real_looking
from bench.trust.places import beside, new_customer
from bench.trust.reps import DAY, DAYS, MONDAY, Rep, day_of, new_rep
from geo import Position

_TRAIN_METERS_PER_SECOND, _PLANE_METERS_PER_SECOND = 75.0, 220.0


def new_crew(random: Random, *, is_harsh: bool) -> Story:
    """What one rep did, or two who have to do with each other, in a week."""
    drawn = random.random()
    rep = new_rep(random, is_harsh=is_harsh)
    if drawn < 0.08:
        return rep.story.joined([new_rep(random, is_harsh=is_harsh, like=rep).story])
    if drawn < 0.16:
        return _on_pooled_phones(rep, new_rep(random, is_harsh=is_harsh, like=rep), random)
    if drawn < 0.20:
        rep.story.claims += _journey(rep, random, _TRAIN_METERS_PER_SECOND, stops=5, minutes=8)
    elif drawn < 0.24:
        rep.story.claims += _journey(rep, random, _PLANE_METERS_PER_SECOND, stops=2, minutes=90)
    return rep.story


def _on_pooled_phones(rep: Rep, colleague: Rep, random: Random) -> Story:
    """Phones that lie in the office: each takes one in the morning, or one takes it over from the other at noon.

    Registered ones in the tame world; in the harsh one nobody has registered them.
    """
    phones = [rep.phone.device or f"pooled-{rep.id}", colleague.phone.device or f"pooled-{colleague.id}"]
    story = rep.story.joined([colleague.story])
    if not rep.is_harsh:
        story.registered |= set(phones)
    for day in range(DAYS):
        first, second = random.sample(phones, 2)
        mine, his = rep.claims_of(day), colleague.claims_of(day)
        if random.random() < 0.5:
            _use(mine, first)
            _use(his, second)
        else:
            # Shifts, an hour apart.
            over = max([each.happened_at for each in mine], default=MONDAY + day * DAY) + 3600
            _begin_at(his, over)
            _use([*mine, *his], first)
    return story


def _use(claims: list[Claim], device: str) -> None:
    for each in claims:
        # Uptimes are the other phone's: left out, as nobody models their running on.
        each.device, each.uptime, each.sent_uptime, each.boot_id = device, None, None, None


def _begin_at(claims: list[Claim], at: float) -> None:
    if not claims:
        return
    later = at - min(each.happened_at for each in claims)
    for each in claims:
        each.happened_at += later
        each.recorded_at += later
        each.sent_at += later
        each.received_at += later
        if each.fix is not None:
            each.fix = replace(each.fix, recorded_at=instant(each.fix.recorded_at.timestamp() + later))
        each.burst = tuple(replace(f, recorded_at=instant(f.recorded_at.timestamp() + later)) for f in each.burst)


def _journey(rep: Rep, random: Random, speed: float, *, stops: int, minutes: float) -> list[Claim]:
    """Check-ins along a fast way on the free day after the week: at each stop another customer."""
    at = MONDAY + (DAYS + random.randint(0, 1)) * DAY + 3600.0
    start = rep.days[0].samples[0]
    here = Position(start.longitude, start.latitude)
    claims = []
    for _ in range(stops):
        customer = new_customer(random, here, error=random.lognormvariate(2.7, 0.5))
        fix = real_looking(rep, here, at - 5, random)
        is_told = fix.speed_meters_per_second is not None and stops > 2
        told = replace(fix, speed_meters_per_second=speed) if is_told else fix
        claims.append(claim(rep, customer, at, told, None, random, is_there=True))
        seconds = minutes * 60 * random.uniform(0.7, 1.5)
        here, at = beside(here, speed * seconds * 0.8, speed * seconds * 0.3), at + seconds + 30
    assert all(day_of(each.happened_at) >= DAYS for each in claims)
    return claims
