"""Swap rings among honest reps: found from what moved alone, and honest churn is left in peace. See bench/swaps."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, pairwise
from uuid import UUID

import numpy as np
import pytest

from accounts.swaps.moves import District, Door, Move
from accounts.swaps.replay import choices_of
from accounts.swaps.search import Ring, find_rings

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAYS, PROTECTION = 120, 30


class Churn:
    """Reps who claim at random from one pool what they aren't kept from, and let it go at random."""

    def __init__(self, *, reps: int, doors: int = 150, seed: int = 1) -> None:
        self.rng = np.random.default_rng(seed)
        self.reps = [UUID(int=1 + number) for number in range(reps)]
        places = self.rng.normal(size=(doors, 2))
        since = NOW - timedelta(days=1000)
        self.doors = [Door(UUID(int=1000 + n), x, y, 50, None, since, None) for n, (x, y) in enumerate(places)]
        self.moves: list[Move] = []

    def live(self, claims_a_day: float = 3) -> "Churn":
        holder: dict[UUID, UUID] = {}
        ended: dict[tuple[UUID, UUID], float] = {}
        for day in range(DAYS):
            for door in [door for door in holder if self.rng.random() < 1 / 20]:
                ended[holder[door], door] = day
                self.let_go(door, holder.pop(door), day + self.rng.uniform(0, 0.3), expired=self.rng.random() < 0.8)
            for _ in range(self.rng.poisson(claims_a_day)):
                rep = self.reps[self.rng.integers(len(self.reps))]
                free = [
                    door.id
                    for door in self.doors[20:]
                    if door.id not in holder and ended.get((rep, door.id), -99) + PROTECTION < day
                ]
                if free:
                    door = free[self.rng.integers(len(free))]
                    holder[door] = rep
                    self.claim(door, rep, day + self.rng.uniform(0.3, 0.9))
        return self

    def swap(
        self, members: Sequence[int], *, doors: int, wait_days: float = 0.5, hold_days: float = 11, let_go: bool = True
    ) -> "Churn":
        """Each of the first doors goes round the members, twice."""
        for door in self.doors[:doors]:
            day = self.rng.uniform(5, 15)
            rounds = [self.reps[member] for member, _ in zip(cycle(members), range(2 * len(members) + 1), strict=False)]
            self.claim(door.id, rounds[0], day)
            for giver, taker in pairwise(rounds):
                day += self.rng.uniform(hold_days, hold_days + 4)
                self.let_go(door.id, giver, day, let_go=let_go)
                day += self.rng.uniform(0.8 * wait_days, 1.2 * wait_days)
                self.claim(door.id, taker, day)
        return self

    def exchange(self, members: Sequence[int], *, times: int, wait_days: float = 0.05) -> "Churn":
        """Each hands doors on to the next, so many times, and never the same one twice."""
        doors = iter(self.doors)
        for giver, taker in zip(members, (*members[1:], members[0]), strict=True):
            for door, day in zip(doors, self.rng.uniform(70, DAYS - 6, times), strict=False):
                self.claim(door.id, self.reps[giver], day)
                self.let_go(door.id, self.reps[giver], day + 5)
                self.claim(door.id, self.reps[taker], day + 5 + wait_days)
        return self

    def let_go(self, door: UUID, rep: UUID, day: float, *, expired: bool = False, let_go: bool = True) -> None:
        self.moves.append(Move(door, _at(day), rep, None, let_go=let_go, expired=expired))

    def claim(self, door: UUID, rep: UUID, day: float) -> None:
        self.moves.append(Move(door, _at(day), None, rep, claimed=True))

    def rings(self) -> list[Ring]:
        moves = sorted((move for move in self.moves if move.at < NOW), key=lambda move: move.at)
        district = District(self.doors, moves, PROTECTION)
        return find_rings([choices_of(district, since=_at(0))], now=NOW)


def _at(day: float) -> datetime:
    return NOW - timedelta(days=DAYS - day)


@pytest.mark.parametrize("seed", range(4))
def test_honest_churn_is_left_in_peace(seed: int) -> None:
    assert Churn(reps=2 + 3 * seed, seed=seed).live(claims_a_day=1 + seed).rings() == []


@pytest.mark.parametrize(
    ("members", "hold_days"), [((0, 3), 31), ((1, 4, 2), 16), ((0, 2, 5, 6), 11), ((0, 1, 2, 3, 4), 9)]
)
def test_rings_of_two_to_five_are_found_with_all_they_did(members: tuple[int, ...], hold_days: float) -> None:
    [ring] = Churn(reps=8).live().swap(members, doors=5, hold_days=hold_days).rings()
    assert {id.int - 1 for id in ring.member_ids} == set(members)
    assert ring.chance < 1e-4
    assert ring.seen > 3 * ring.expected
    swapped = {UUID(int=1000 + n) for n in range(5)}
    done = [hand_on for hand_on in ring.hand_ons if hand_on.account_id in swapped]
    assert len(done) >= 5 * len(members)
    assert all(hand_on.let_go_at < hand_on.claimed_at for hand_on in done)


@pytest.mark.parametrize("wait_days", [0.01, 2, 10])
def test_a_ring_that_lets_accounts_lie_is_found_too(wait_days: float) -> None:
    [ring] = Churn(reps=8, seed=5).live().swap((1, 6, 7), doors=8, wait_days=wait_days).rings()
    assert {id.int - 1 for id in ring.member_ids} == {1, 6, 7}


@pytest.mark.parametrize(("members", "times"), [((2, 6), 3), ((1, 4, 7), 2), ((0, 3, 5, 8, 6), 2)])
def test_a_few_accounts_handed_on_within_the_hour_or_two_are_enough(members: tuple[int, ...], times: int) -> None:
    [ring] = Churn(reps=10, seed=2).live(claims_a_day=5).exchange(members, times=times).rings()
    assert {id.int - 1 for id in ring.member_ids} == set(members)


def test_two_rings_in_one_pool_are_two() -> None:
    churn = Churn(reps=10, seed=3).live()
    for doors, members in ((churn.doors[:6], (0, 1, 2)), (churn.doors[6:12], (5, 6, 7))):
        swapping = Churn(reps=10, seed=3)
        swapping.doors = doors
        churn.moves += swapping.swap(members, doors=6).moves
    found = [{id.int - 1 for id in ring.member_ids} for ring in churn.rings()]
    assert sorted(found, key=min) == [{0, 1, 2}, {5, 6, 7}]


def test_what_a_manager_takes_away_is_no_hand_on() -> None:
    assert Churn(reps=8).live().swap((1, 4, 2), doors=5, let_go=False).rings() == []


def test_what_the_former_owner_might_have_claimed_again_is_no_hand_on() -> None:
    assert Churn(reps=8).live(claims_a_day=1).swap((0, 3), doors=10, wait_days=42, hold_days=0.1).rings() == []


def test_who_only_gives_and_who_only_takes_are_no_ring() -> None:
    churn = Churn(reps=8).live()
    for door in churn.doors[:12]:
        day = churn.rng.uniform(5, 100)
        churn.claim(door.id, churn.reps[0], day)
        churn.let_go(door.id, churn.reps[0], day + 5)
        churn.claim(door.id, churn.reps[1], day + 5.5)
    assert churn.rings() == []


def test_a_custom_of_the_house_is_no_ring() -> None:
    """Everybody takes what was let go last: who takes over from whom is chance all the same."""
    churn = Churn(reps=4, doors=60)
    holder = dict(zip((door.id for door in churn.doors[:20]), cycle(churn.reps), strict=False))
    for door, rep in holder.items():
        churn.claim(door, rep, 0.1)
    for step in range(400):
        day = 1 + step * 0.29
        door = list(holder)[churn.rng.integers(len(holder))]
        giver = holder[door]
        others = [rep for rep in churn.reps if rep != giver]
        churn.let_go(door, giver, day)
        holder[door] = others[churn.rng.integers(len(others))]
        churn.claim(door, holder[door], day + 0.1)
    assert churn.rings() == []
