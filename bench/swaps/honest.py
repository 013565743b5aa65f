"""A district of honest reps, day by day: tastes, seasons, leave, tidying up, bulk releases by policy, reassignments.

Everything follows from the seed. Instants are days since the beginning of the simulated year.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
POOL = -1


@dataclass(frozen=True, slots=True)
class Move:
    account: int
    at: float
    giver: int
    taker: int
    kind: str


@dataclass(slots=True)
class Accounts:
    x: Floats
    y: Floats
    value: Floats
    category: Ints
    since: Floats
    owner: Ints
    claimed_at: Floats
    visited_at: Floats


@dataclass(slots=True)
class Rep:
    """`claims_a_day` when nothing disturbs; the weights say how much a rep cares for a thing when choosing."""

    x: float
    y: float
    claims_a_day: float
    visits_a_day: float
    capacity: int
    for_near: float
    for_value: float
    for_fresh: float
    for_known: float
    tidies_a_day: float
    liking: Floats
    joins: float
    leaves: float
    off: list[tuple[float, float]] = field(default_factory=list)

    def at_work(self, day: float) -> bool:
        return self.joins <= day < self.leaves and not any(begin <= day < end for begin, end in self.off)


@dataclass(slots=True)
class District:
    """One public pool and the reps who draw from it."""

    rng: np.random.Generator
    reps: list[Rep]
    accounts: Accounts
    idle_days: int
    protection_days: int
    busy: float
    season_phase: float
    ended: Floats
    "When each rep (row) last ceased to hold each account (column); -inf: never."
    moves: list[Move] = field(default_factory=list)

    def live(self, day: int) -> None:
        """One day: visits, tidying, the nightly release, claims, what managers and newcomers do."""
        for rep in range(len(self.reps)):
            self._visit(rep, day)
            self._tidy(rep, day)
        self._expire(day)
        for rep in self.rng.permutation(len(self.reps)):
            self._claim_some(int(rep), day)
        self._manage(day)
        self._depart(day)

    def give(self, account: int, taker: int, at: float, kind: str) -> None:
        giver = int(self.accounts.owner[account])
        if giver != POOL:
            self.ended[giver, account] = at
        self.accounts.owner[account] = taker
        self.accounts.claimed_at[account] = at if taker != POOL else -np.inf
        self.moves.append(Move(account, at, giver, taker, kind))

    def may_claim(self, rep: int, at: float) -> NDArray[np.bool_]:
        free = (self.accounts.owner == POOL) & (self.accounts.since <= at)
        allowed: NDArray[np.bool_] = free & (self.ended[rep] + self.protection_days <= at)
        return allowed

    def held(self, rep: int) -> Ints:
        return np.flatnonzero(self.accounts.owner == rep)

    def _season(self, day: int) -> float:
        return 1 + 0.5 * float(np.sin(2 * np.pi * (day + self.season_phase) / 365))

    def _appeal(self, rep: int, accounts: Ints, at: float) -> Floats:
        me, all_ = self.reps[rep], self.accounts
        distance = np.hypot(all_.x[accounts] - me.x, all_.y[accounts] - me.y)
        given_up = self.ended[:, accounts].max(axis=0)
        fresh = np.exp(-(at - np.maximum(given_up, all_.since[accounts])) / 5)
        known = np.isfinite(self.ended[rep, accounts])
        taste = me.for_value * all_.value[accounts] / 50 + me.liking[all_.category[accounts]]
        appeal: Floats = taste - me.for_near * distance + me.for_fresh * fresh + me.for_known * known
        return appeal

    def _visit(self, rep: int, day: int) -> None:
        me, held = self.reps[rep], self.held(rep)
        if not len(held) or not me.at_work(day) or day % 7 >= 5:
            return
        waiting = day - np.maximum(self.accounts.visited_at[held], self.accounts.claimed_at[held])
        urgency = self._appeal(rep, held, day) + 0.25 * waiting + self.rng.gumbel(size=len(held))
        visited = held[np.argsort(-urgency)[: self.rng.poisson(me.visits_a_day)]]
        self.accounts.visited_at[visited] = day + 0.5

    def _tidy(self, rep: int, day: int) -> None:
        me, held = self.reps[rep], self.held(rep)
        if len(held) < 4 or not me.at_work(day) or self.rng.random() > me.tidies_a_day:
            return
        appeal = self._appeal(rep, held, day) + self.rng.gumbel(size=len(held))
        for account in held[np.argsort(appeal)[: 1 + self.rng.poisson(0.1 * len(held))]]:
            self.give(int(account), POOL, day + self.rng.uniform(0.35, 0.7), "RELEASED")

    def _expire(self, day: int) -> None:
        since = np.maximum(self.accounts.claimed_at, self.accounts.visited_at)
        due = (self.accounts.owner != POOL) & (since + self.idle_days <= day)
        for account in np.flatnonzero(due):
            self.give(int(account), POOL, day + 0.05, "EXPIRED")

    def _claim_some(self, rep: int, day: int) -> None:
        me = self.reps[rep]
        if not me.at_work(day) or day % 7 >= 5:
            return
        room = me.capacity - len(self.held(rep))
        wanted = self.rng.poisson(me.claims_a_day * self.busy * self._season(day))
        for _ in range(min(room, wanted)):
            at = day + self.rng.uniform(0.35, 0.75)
            free = np.flatnonzero(self.may_claim(rep, at))
            if len(free):
                appeal = self._appeal(rep, free, at) + self.rng.gumbel(size=len(free))
                self.give(int(free[np.argmax(appeal)]), rep, at, "CLAIMED")

    def _manage(self, day: int) -> None:
        at_work = [rep for rep, me in enumerate(self.reps) if me.at_work(day)]
        if len(at_work) < 2 or self.rng.random() > 0.01:
            return
        giver, taker = self.rng.choice(at_work, size=2, replace=False)
        held = self.held(int(giver))
        for account in self.rng.permutation(held)[: self.rng.integers(1, 6)]:
            self.give(int(account), int(taker), day + 0.6, "ASSIGNED")

    def _depart(self, day: int) -> None:
        for rep, me in enumerate(self.reps):
            if me.leaves <= day < me.leaves + 1:
                for account in self.held(rep):
                    self.give(int(account), POOL, day + 0.7, "RETURNED")
