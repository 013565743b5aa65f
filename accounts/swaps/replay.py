"""Replays a district's pool move by move, and asks what else could have been claimed, at each claim and at others."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from accounts.swaps.choices import MOST_ALIKE, NOBODY, PADDING, Choices, Floats, Ints, Menus
from accounts.swaps.moves import District, HandOn, Move
from accounts.swaps.pool import Pool

_AROUND_SECONDS = 7 * 86_400.0
"How far from a claim its other moments may lie: as long as one is as busy, and the pool as full."
_MOST_OTHERS, _ENOUGH_MENUS = 3, 6000
"Other moments a claim; fewer where very many claims make up for it."


def choices_of(district: District, *, since: datetime) -> Choices:
    """The claims from `since` on; what came before only tells who held and let go."""
    pool, moves = Pool(district), district.moves
    rows = [row for row, move in enumerate(moves) if move.claimed and move.at >= since]
    others = _asked_at(np.array([moves[row].at.timestamp() for row in rows]))
    number = {row: claim for claim, row in enumerate(rows)}
    chosen: list[_Chosen] = []
    menus: list[_Menu] = []
    for row, move in enumerate(moves):
        if row in number:
            menu = _menu(pool, number[row], move, move.at.timestamp(), own=True)
            asked = (_menu(pool, claim, moves[rows[claim]], move.at.timestamp()) for claim in others[number[row]])
            menus += [menu, *(other for other in asked if len(other.doors))]
            chosen.append(_chosen(pool, menu, move))
        pool.follow(move)
    return Choices(
        reps=pool.reps,
        claimants=np.array([one.claimant for one in chosen], dtype=np.int64),
        chosen_givers=np.array([one.giver for one in chosen], dtype=np.int64),
        chosen_classes=np.array([one.kind for one in chosen], dtype=np.int64),
        claimed_at=np.array([moves[row].at.timestamp() for row in rows]),
        hand_ons=tuple(one.hand_on for one in chosen),
        menus=_together(menus, len(chosen)),
    )


@dataclass(frozen=True, slots=True)
class _Menu:
    claim: int
    own: bool
    doors: Ints
    givers: Ints
    classes: Ints


@dataclass(frozen=True, slots=True)
class _Chosen:
    claimant: int
    giver: int
    kind: int
    hand_on: HandOn | None


def _asked_at(claimed_at: Floats) -> dict[int, list[int]]:
    """For each claim the others that are asked about at its moment: evenly spread over the time around each."""
    begins = np.searchsorted(claimed_at, claimed_at - _AROUND_SECONDS)
    ends = np.searchsorted(claimed_at, claimed_at + _AROUND_SECONDS, side="right")
    others = int(np.clip(_ENOUGH_MENUS // max(1, len(claimed_at)), 1, _MOST_OTHERS))
    asked: dict[int, list[int]] = defaultdict(list)
    for part in range(others):
        for claim, moment in enumerate(begins + ((ends - begins) * (part + 0.5) / others).astype(np.int64)):
            asked[int(moment)].append(claim)
    return asked


def _menu(pool: Pool, claim: int, move: Move, at: float, *, own: bool = False) -> _Menu:
    assert move.to_id is not None
    rep = pool.rep[move.to_id]
    doors = pool.alike(rep, pool.door[move.account_id], at, with_itself=own)
    return _Menu(claim, own, doors, *pool.givers_and_classes(doors, rep, at))


def _chosen(pool: Pool, menu: _Menu, move: Move) -> _Chosen:
    assert move.to_id is not None
    place = int(np.flatnonzero(menu.doors == pool.door[move.account_id])[0])
    giver = int(menu.givers[place])
    return _Chosen(pool.rep[move.to_id], giver, int(menu.classes[place]), pool.hand_on(move, giver))


def _together(menus: Sequence[_Menu], claims: int) -> Menus:
    of_claims = np.array([menu.claim for menu in menus], dtype=np.int64)
    return Menus(
        claims=of_claims,
        weights=1 / np.bincount(of_claims, minlength=claims)[of_claims],
        own=np.array([menu.own for menu in menus], dtype=bool),
        givers=_rows((menu.givers for menu in menus), len(menus), NOBODY).astype(np.int16),
        classes=_rows((menu.classes for menu in menus), len(menus), PADDING).astype(np.int8),
    )


def _rows(rows: Iterator[Ints], count: int, filling: int) -> Ints:
    padded = np.full((count, MOST_ALIKE), filling)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return padded
