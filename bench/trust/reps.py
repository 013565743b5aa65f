"""Reps' honest days: real ways, customers near the stops, and what goes wrong in the field without any fraud."""

import math
from dataclasses import dataclass, field
from random import Random
from statistics import median
from uuid import UUID

from bench.trust.claims import Claim, Customer, Move, Story
from bench.trust.phones import Phone, Tells, new_phone
from bench.trust.places import beside, flat_meters, new_customer, seen_at
from bench.trust.traces import METERS_A_DEGREE, Trace, elsewhere, traces
from geo import Position

MONDAY = 1_790_550_000.0
DAY = 86_400.0
DAYS = 5
_MOST_A_DAY = 10


@dataclass(slots=True)
class Rep:
    id: UUID
    phone: Phone
    is_harsh: bool
    customers: list[Customer] = field(default_factory=list)
    story: Story = field(default_factory=Story)
    days: list[Trace] = field(default_factory=list)
    "Each starts with the day's work."

    def claims_of(self, day: int) -> list[Claim]:
        return [claim for claim in self.story.claims if day_of(claim.happened_at) == day]


def day_of(at: float) -> int:
    return int((at - MONDAY) // DAY)


def new_rep(random: Random, *, is_harsh: bool, like: Rep | None = None, tells: Tells = "mixed") -> Rep:
    """A rep at work for some days; `like`: who rides along in that one's car, with a phone of the own."""
    rep_id = UUID(int=random.getrandbits(128))
    trace = random.choice(traces())
    phone = new_phone(random, is_ios=trace.is_ios, is_harsh=is_harsh, since=MONDAY, tells=tells)
    rep = Rep(rep_id, phone, is_harsh)
    if like is not None:
        rep.customers, rep.days = like.customers, [elsewhere(way, 0.0, 0.0, random) for way in like.days]
    else:
        rep.days = _ways(trace, random)
    if is_harsh and random.random() < 0.03:
        # The phone, or its maps, take one datum for another.
        shift = random.uniform(300, 600) / METERS_A_DEGREE
        seen = [elsewhere(way, shift * 0.8, shift * 0.6, random) for way in rep.days]
    else:
        seen = rep.days
    for day, (way, measured) in enumerate(zip(rep.days, seen, strict=True)):
        _work(rep, day, way, measured, random)
    return rep


def _ways(trace: Trace, random: Random) -> list[Trace]:
    """Days of one phone, the same ways on some of them, each measured anew."""
    of_phone = [each for each in traces() if each.phone == trace.phone]
    east, north = random.uniform(-50, 150), random.uniform(-3, 3)
    return [elsewhere(random.choice(of_phone), east, north, random) for _ in range(DAYS)]


def _work(rep: Rep, day: int, way: Trace, seen: Trace, random: Random) -> None:
    begins = MONDAY + day * DAY + random.uniform(0, 3600)
    if random.random() < 0.05:
        rep.phone.restart(begins - random.uniform(60, 6000), random)
    sends_late = random.random() < (0.3 if rep.is_harsh else 0.1)
    jump = random.choice([-1, 1]) * random.uniform(20, 600) if rep.is_harsh and random.random() < 0.03 else 0.0
    evening = begins + 12 * 3600 + random.uniform(0, 3600)
    restarted_at = begins + 11.5 * 3600 if sends_late and random.random() < 0.1 else None
    made = [claim for index in _moments(way, random) if (claim := _check_in(rep, way, seen, index, begins, random))]
    for claim in made:
        if sends_late or random.random() < 0.03:
            _send(claim, rep.phone, evening, jump, restarted_at)
        else:
            _send(claim, rep.phone, claim.happened_at + random.uniform(0.2, 4), 0.0, None)
    rep.story.claims += made
    if restarted_at is not None:
        rep.phone.restart(restarted_at, random)


def _send(claim: Claim, phone: Phone, at: float, jump: float, restarted_at: float | None) -> None:
    """`jump`: by so many seconds the clock was put right in between."""
    claim.received_at = at
    claim.sent_at = at + phone.clock_offset + jump - 0.1
    if claim.uptime is not None:
        claim.sent_uptime = at - (phone.boot_at if restarted_at is None else restarted_at)


def _moments(way: Trace, random: Random) -> list[int]:
    """Indices of the samples at which the rep checks in: seldom on the move."""
    chosen: list[int] = []
    after = random.uniform(0, 1200)
    for index, sample in enumerate(way.samples):
        if sample.at < after or ((sample.speed or 0) > 5 and random.random() < 0.95):
            continue
        chosen.append(index)
        after = sample.at + random.uniform(240, 2400)
    return sorted(random.sample(chosen, min(len(chosen), _MOST_A_DAY)))


def _check_in(rep: Rep, way: Trace, seen: Trace, index: int, begins: float, random: Random) -> Claim | None:
    sample = seen.samples[index]
    at = begins + sample.at + random.uniform(1, 20)
    customer = _customer_at(rep, _place(way, index), at, random)
    phone, taken_at = rep.phone, begins + sample.at
    drawn = random.random()
    fix = burst = None
    if drawn < (0.06 if rep.is_harsh else 0.02):
        # A cache: what the phone knew some minutes ago, under its own time.
        old = seen.samples[max(0, index - random.randint(1, 60))]
        fix = phone.fix_of(old, begins + old.at)
    elif drawn < (0.97 if rep.is_harsh else 0.99):
        fix, burst = phone.fix_of(sample, taken_at), phone.burst_of(sample, taken_at, random)
    return Claim(
        member_id=rep.id,
        customer=customer,
        happened_at=at,
        recorded_at=at + phone.clock_offset,
        sent_at=at,
        received_at=at,
        fix=fix,
        burst=burst or (),
        device=phone.device,
        uptime=phone.uptime_at(at),
        boot_id=phone.boot_id,
        surroundings=seen_at(customer, random) if phone.tells_surroundings else (),
        integrity=phone.integrity,
    )


def _place(way: Trace, index: int) -> Position:
    """Where the phone truly was: the finest fix of the minute before and after, of those where most of them lie.

    Single network fixes lie thousands of kilometres off in these traces.
    """
    around = way.samples[max(0, index - 10) : index + 11]
    middle = Position(median(each.longitude for each in around), median(each.latitude for each in around))
    sample = way.samples[index]
    sane = [each for each in around if flat_meters(Position(each.longitude, each.latitude), middle) < 20_000]
    near = [each for each in sane if abs(each.at - sample.at) <= 60 and (each.speed or 0) < 2]
    best = min(near or [sample if sample in sane else sane[0]], key=lambda each: each.accuracy)
    return Position(best.longitude, best.latitude)


def _customer_at(rep: Rep, place: Position, at: float, random: Random) -> Customer:
    near = [each for each in rep.customers if flat_meters(each.place, place) < 60]
    if near and random.random() < 0.7:
        return random.choice(near)
    # Another one in the building, where there is one already.
    door = random.choice(near).place if near else beside(place, random.gauss(0, 8), random.gauss(0, 8))
    customer = new_customer(random, door, error=_geocoding_error(random, rep.is_harsh))
    rep.customers.append(customer)
    if flat_meters(customer.pin, customer.place) > 200 and random.random() < 0.6:
        # Seen at the first visit to be wrong, and corrected at the door.
        to = beside(customer.place, random.gauss(0, 6), random.gauss(0, 6))
        rep.story.moves.append(Move(member_id=rep.id, customer=customer, at=at + 300, to=to))
    return customer


def _geocoding_error(random: Random, is_harsh: bool) -> float:
    if random.random() < (0.1 if is_harsh else 0.02):
        return math.exp(random.uniform(math.log(150), math.log(5000)))
    return random.lognormvariate(math.log(15), 0.7)
