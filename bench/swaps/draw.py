"""Draws a district: its doors, its people and their habits, each district unlike the next."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from bench.swaps.honest import POOL, Accounts, District, Rep

DAYS = 365
CATEGORIES = 6


def districts(seed: int, *, tastes: bool, reps: int = 200) -> Iterator[District]:
    """Districts of 2 to 12 reps until there are `reps` of them, under one policy; without `tastes` any door will do."""
    rng = np.random.default_rng(seed)
    idle, protection = 10, int(rng.choice([14, 30, 30, 30, 45, 60]))
    fresh, known = rng.uniform(0, 2.5), rng.uniform(0, 3)
    left = reps
    while left > 1:
        size = min(left, int(rng.integers(2, 13)))
        left -= size
        district = _district(rng.spawn(1)[0], size, idle, protection, fresh, known)
        if not tastes:
            district.reps = [_indifferent(rep) for rep in district.reps]
        yield district


def _district(rng: np.random.Generator, size: int, idle: int, protection: int, fresh: float, known: float) -> District:
    busy = float(np.exp(rng.normal(0, 0.8)))
    accounts = _accounts(rng, int(size * rng.uniform(15, 120)))
    people = [_rep(rng, accounts, fresh, known) for _ in range(size)]
    district = District(
        rng=rng,
        reps=people,
        accounts=accounts,
        idle_days=idle,
        protection_days=protection,
        busy=busy,
        season_phase=rng.uniform(0, 365),
        ended=np.full((size, len(accounts.x)), -np.inf),
    )
    for account in rng.permutation(len(accounts.x))[: int(0.4 * len(accounts.x))]:
        rep = int(rng.integers(size))
        if len(district.held(rep)) < people[rep].capacity and accounts.since[account] <= 0:
            accounts.owner[account], accounts.claimed_at[account] = rep, -rng.uniform(0, idle)
    return district


def _accounts(rng: np.random.Generator, count: int) -> Accounts:
    towns = rng.normal(0, 1, (int(rng.integers(1, 7)), 2))
    where = towns[rng.integers(len(towns), size=count)] + rng.normal(0, 0.25, (count, 2))
    later = rng.random(count) < 0.15
    return Accounts(
        x=where[:, 0],
        y=where[:, 1],
        value=np.round(100 * rng.beta(2, 3, count)),
        category=rng.integers(CATEGORIES, size=count),
        since=np.where(later, np.floor(rng.uniform(0, DAYS, count) / 30) * 30, -400.0),
        owner=np.full(count, POOL),
        claimed_at=np.full(count, -np.inf),
        visited_at=np.full(count, -np.inf),
    )


def _rep(rng: np.random.Generator, accounts: Accounts, fresh: float, known: float) -> Rep:
    home = int(rng.integers(len(accounts.x)))
    joins = rng.uniform(30, 300) if rng.random() < 0.15 else -1.0
    begin = rng.uniform(0, DAYS)
    off = [(begin, begin + rng.uniform(5, 30)), (170 + rng.uniform(0, 40), 190 + rng.uniform(10, 50))]
    return Rep(
        x=float(accounts.x[home]),
        y=float(accounts.y[home]),
        claims_a_day=float(np.exp(rng.normal(-0.7, 0.6))),
        visits_a_day=rng.uniform(2, 8),
        capacity=int(rng.integers(20, 100)),
        for_near=rng.uniform(0, 3),
        for_value=rng.uniform(0, 1.5),
        for_fresh=max(0.0, fresh + rng.normal(0, 0.5)),
        for_known=max(0.0, known + rng.normal(0, 0.7)),
        tidies_a_day=rng.uniform(0, 1 / 20),
        liking=rng.normal(0, 0.5, CATEGORIES),
        joins=joins,
        leaves=rng.uniform(100, 360) if rng.random() < 0.08 else np.inf,
        off=off,
    )


def _indifferent(rep: Rep) -> Rep:
    return replace(rep, for_near=0.0, for_value=0.0, for_fresh=0.0, for_known=0.0, liking=0 * rep.liking)
