"""Rings of reps who drop accounts for each other, living in an otherwise honest district."""

from dataclasses import dataclass, field

import numpy as np

from bench.swaps.honest import POOL, District

PACES_DAYS = {"hours": 0.02, "a day": 0.5, "days": 3.0, "a week": 6.0}
"Mean days."


@dataclass(frozen=True, slots=True)
class Kind:
    """`pace`: how long an account lies in the pool between two hands, as in PACES_DAYS.

    `returning`: the same accounts go round, rather than each being handed on once. `expiring`: they are let expire
    rather than released.
    """

    pace: str
    returning: bool
    expiring: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a ring is up to; days. `accounts`: how many are on the move at a time; `total`: hand-ons it stops after."""

    kind: Kind
    members: tuple[int, ...]
    accounts: int
    total: int
    begins: float
    holds_from: float
    holds_to: float
    round_about: bool
    "Whether it goes from each to the next, rather than to any other of the ring."


@dataclass(slots=True)
class _Item:
    account: int
    holder: int
    drop_at: float
    heir: int | None = None
    claim_at: float = np.inf


@dataclass(slots=True)
class Ring:
    """`done`: the hand-ons that came off, as (account, giver, taker, claimed at)."""

    plan: Plan
    items: list[_Item] = field(default_factory=list)
    done: list[tuple[int, int, int, float]] = field(default_factory=list)

    def live(self, district: District, day: int) -> None:
        """Before the district's own day: what is due is dropped, and what was dropped is claimed."""
        if day < self.plan.begins or len(self.done) >= self.plan.total:
            return
        self._take_up(district, day)
        for item in list(self.items):
            if item.heir is None:
                self._hold_or_drop(district, item, day)
            if item.heir is not None and item.claim_at < day + 1:
                self._claim(district, item, day)

    def _take_up(self, district: District, day: int) -> None:
        for _ in range(self.plan.accounts - len(self.items)):
            holder = int(district.rng.choice(self.plan.members))
            taken = {item.account for item in self.items}
            free = [int(account) for account in district.held(holder) if int(account) not in taken]
            if free and district.reps[holder].at_work(day):
                until = day + district.rng.uniform(0, self.plan.holds_to)
                self.items.append(_Item(int(district.rng.choice(free)), holder, until))

    def _hold_or_drop(self, district: District, item: _Item, day: int) -> None:
        owner = int(district.accounts.owner[item.account])
        if owner == POOL and item.drop_at == np.inf:
            self._name_heir(district, item, day)
        elif owner != item.holder:
            self.items.remove(item)
        elif item.drop_at == np.inf:
            return  # waits for the nightly release, unvisited
        elif item.drop_at > day:
            district.accounts.visited_at[item.account] = day
        elif self.plan.kind.expiring:
            item.drop_at = np.inf
        else:
            district.give(item.account, POOL, day + district.rng.uniform(0.3, 0.4), "RELEASED")
            self._name_heir(district, item, day)

    def _name_heir(self, district: District, item: _Item, day: int) -> None:
        ring = self.plan.members
        others = [member for member in ring if member != item.holder]
        following = ring[(ring.index(item.holder) + 1) % len(ring)]
        item.heir = following if self.plan.round_about else int(district.rng.choice(others))
        waits = district.ended[item.heir, item.account] + district.protection_days
        item.claim_at = max(day + 0.4 + district.rng.exponential(PACES_DAYS[self.plan.kind.pace]), waits)

    def _claim(self, district: District, item: _Item, day: int) -> None:
        heir, giver = item.heir, item.holder
        assert heir is not None
        at = max(item.claim_at, day + 0.401)
        if not district.may_claim(heir, at)[item.account] or not district.reps[heir].at_work(day):
            self.items.remove(item)
            return
        district.give(item.account, heir, at, "CLAIMED")
        self.done.append((item.account, giver, heir, at))
        self.items.remove(item)
        if self.plan.kind.returning:
            holds = district.rng.uniform(self.plan.holds_from, self.plan.holds_to)
            self.items.append(_Item(item.account, heir, day + holds))


def draw_kind(rng: np.random.Generator) -> Kind:
    return Kind(str(rng.choice([*PACES_DAYS])), bool(rng.random() < 0.5), bool(rng.random() < 0.25))


def draw_plan(rng: np.random.Generator, district: District, kind: Kind, *, size: int, each: int) -> Plan:
    """A ring of this kind whose members hand on some `each`: few accounts or many, round or across."""
    staying = [rep for rep, me in enumerate(district.reps) if me.joins <= 0 and me.leaves == np.inf]
    members = tuple(int(rep) for rep in rng.permutation(staying)[:size])
    # An account goes round only as fast as protection lets its former owners have it again.
    cycle = district.protection_days / max(1, len(members) - 1) if kind.returning else rng.uniform(3, 15)
    return Plan(
        kind=kind,
        members=members,
        accounts=int(rng.integers(2, 13)),
        total=size * each,
        begins=rng.uniform(60, 180),
        holds_from=cycle,
        holds_to=cycle + 6,
        round_about=bool(rng.random() < 0.7),
    )
