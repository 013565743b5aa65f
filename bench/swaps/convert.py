"""The simulated district as the detector is given it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import accounts.swaps.moves as found
from bench.swaps.honest import POOL, District, Move

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def seen_at(district: District, *, begins: float, ends: float) -> found.District:
    """What happened from day `begins` to day `ends`, and how things stood then."""
    moves = [_move(move) for move in _between(district, begins, ends)]
    holders = _holders_at(district, ends)
    return found.District(
        doors=[_door(district, account, holders[account]) for account in range(len(holders))],
        moves=moves,
        protection_days=district.protection_days,
    )


def _between(district: District, begins: float, ends: float) -> list[Move]:
    return sorted((move for move in district.moves if begins <= move.at < ends), key=lambda move: move.at)


def _holders_at(district: District, ends: float) -> Sequence[int]:
    holders = [int(owner) for owner in district.accounts.owner]
    for move in reversed(district.moves):
        if move.at >= ends:
            holders[move.account] = move.giver
    return holders


def rep_id(rep: int) -> UUID | None:
    return None if rep == POOL else UUID(int=1 + rep)


def account_id(account: int) -> UUID:
    return UUID(int=1_000_000 + account)


def instant(day: float) -> datetime:
    return BEGIN + timedelta(days=day)


def _move(move: Move) -> found.Move:
    return found.Move(
        account_id=account_id(move.account),
        at=instant(move.at),
        from_id=rep_id(move.giver),
        to_id=rep_id(move.taker),
        let_go=move.kind in ("RELEASED", "EXPIRED"),
        expired=move.kind == "EXPIRED",
        claimed=move.kind == "CLAIMED",
    )


def _door(district: District, account: int, holder: int) -> found.Door:
    all_ = district.accounts
    return found.Door(
        id=account_id(account),
        east=float(all_.x[account]),
        north=float(all_.y[account]),
        value=int(all_.value[account]),
        category=str(all_.category[account]),
        since=instant(float(all_.since[account])),
        holder_id=rep_id(holder),
    )
