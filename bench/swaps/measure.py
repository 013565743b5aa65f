"""A year of looking for rings every 25 days, as the job does more often: who is accused, and who is found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from accounts.swaps.choices import Choices, only
from accounts.swaps.replay import choices_of
from accounts.swaps.search import find_rings
from bench.swaps.convert import instant, seen_at
from bench.swaps.draw import DAYS, districts
from bench.swaps.honest import District
from bench.swaps.rings import Kind, Ring, draw_kind, draw_plan

SIZES = (2, 3, 4, 5)
_FIRST_LOOK, _EVERY = 90, 25
EACH = (2, 3, 4, 6)
_RINGS_OF_A_SIZE = 2


@dataclass(frozen=True, slots=True)
class Alarm:
    """A ring that was announced: `day` of the first time, and its least chance of all."""

    district: int
    members: frozenset[int]
    day: int
    chance: float


@dataclass(frozen=True, slots=True)
class Planted:
    """A ring that swapped, and how many of its members the best alarm named rightly and wrongly."""

    size: int
    kind: Kind
    each: int
    "Hand-ons a member, as planned; some don't come off."
    named: int
    wronged: int


def honest_year(seed: int, tastes: bool) -> tuple[list[Alarm], int]:
    """The false alarms in a year of 200 honest reps, and the reps."""
    lived = list(districts(seed, tastes=tastes))
    for district in lived:
        _live(district, None)
    return _alarms(lived), sum(len(district.reps) for district in lived)


def ringed_year(seed: int, tastes: bool) -> tuple[list[Planted], list[Alarm]]:
    """A year of 200 reps with two rings of each size among them, and the alarms that accuse others."""
    lived = list(districts(seed, tastes=tastes))
    rings = _plant(np.random.default_rng([seed, 1]), lived)
    for number, district in enumerate(lived):
        _live(district, rings.get(number))
    alarms = _alarms(lived)
    planted = [_planted(ring, number, alarms) for number, ring in rings.items() if ring.done]
    accused = [(number, set(ring.plan.members)) for number, ring in rings.items()]
    others = [alarm for alarm in alarms if not any(n == alarm.district and alarm.members & m for n, m in accused)]
    return planted, others


def _plant(rng: np.random.Generator, districts: Sequence[District]) -> dict[int, Ring]:
    """Each in a district of its own, of which the ring is not all."""
    rings = dict[int, Ring]()
    for size in SIZES * _RINGS_OF_A_SIZE:
        roomy = [number for number, one in enumerate(districts) if len(one.reps) >= size + 2 and number not in rings]
        number = int(rng.choice(roomy))
        rings[number] = Ring(draw_plan(rng, districts[number], draw_kind(rng), size=size, each=int(rng.choice(EACH))))
    return rings


def _live(district: District, ring: Ring | None) -> None:
    for day in range(DAYS):
        if ring is not None and len(ring.plan.members) > 1:
            ring.live(district, day)
        district.live(day)


def _alarms(lived: Sequence[District]) -> list[Alarm]:
    all_choices = [choices_of(seen_at(district, begins=0, ends=DAYS), since=instant(30)) for district in lived]
    alarms: dict[tuple[int, frozenset[int]], Alarm] = {}
    for day in range(_FIRST_LOOK, DAYS + 1, _EVERY):
        for alarm in _look([_until(choices, day) for choices in all_choices], day):
            known = alarms.get((alarm.district, alarm.members), alarm)
            least = min(known.chance, alarm.chance)
            alarms[alarm.district, alarm.members] = replace(known, chance=least)
    return list(_distinct(sorted(alarms.values(), key=lambda alarm: alarm.day)))


def _look(choices: Sequence[Choices], day: int) -> Iterator[Alarm]:
    for ring in find_rings(choices, now=instant(day)):
        members = frozenset(id.int - 1 for id in ring.member_ids)
        yield Alarm(ring.district, members, day, ring.chance)


def _distinct(alarms: Sequence[Alarm]) -> Iterator[Alarm]:
    """One for each ring on record: what shares two members with an earlier one extends it."""
    seen: list[Alarm] = []
    for alarm in alarms:
        if not any(alarm.district == one.district and len(alarm.members & one.members) > 1 for one in seen):
            yield alarm
        seen.append(alarm)


def _until(choices: Choices, day: float) -> Choices:
    kept = choices.claimed_at < instant(day).timestamp()
    return only(choices, kept)


def _planted(ring: Ring, number: int, alarms: Sequence[Alarm]) -> Planted:
    members = set(ring.plan.members)
    mine = [alarm for alarm in alarms if alarm.district == number and len(alarm.members & members) > 1]
    named = set().union(*(alarm.members for alarm in mine))
    return Planted(
        size=len(members),
        kind=ring.plan.kind,
        each=ring.plan.total // len(members),
        named=len(named & members),
        wronged=len(named - members),
    )
