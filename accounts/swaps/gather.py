"""Reads districts as they moved: one public pool after the other, each found by index."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Executable, Uuid, any_, func, literal, or_, select
from sqlalchemy.orm import Session

from accounts.kinds import Change
from accounts.queries.policies_of_accounts import pool_policies_of_accounts
from accounts.swaps.moves import District, Door, Move
from accounts.tables import Account, PoolEvent

_ROWS_AT_ONCE = 2000
_MOST_STILL_DOORS = 10_000
_ENOUGH_FOR_POLICIES = 2000
_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


def busy_regions(session: Session, *, since: datetime) -> list[UUID]:
    """The regions in which accounts were claimed since."""
    claimed = select(PoolEvent.account_id).where(*_moved(since), PoolEvent.kind == Change.CLAIMED)
    regions = select(Account.region_id).where(Account.id.in_(claimed), Account.region_id.is_not(None))
    return list(session.scalars(regions.distinct().order_by(Account.region_id)))


def district_of(session: Session, region_id: UUID, *, since: datetime, now: datetime) -> District:
    """The pool of a region and all that moved in it since, in the order in which it happened.

    Of doors that never moved a sample stands for all where they are very many. Protected for as long as any policy
    there says, that of the region's owner or of a holder's unit.
    """
    # First the moves, so that each has its door: one that is added in between has no move yet.
    moves = [_move(row) for row in _in_parts(session, _MOVES.where(Account.land_id == region_id, *_moved(since)))]
    first_moved_at = {move.account_id: move.at for move in reversed(moves)}
    moved = literal(list(first_moved_at), ARRAY(Uuid))
    sample = _DOORS.where(Account.land_id == region_id).order_by(func.uuid_hash(Account.id), Account.id)
    rows = [
        *_in_parts(session, _DOORS.where(Account.id == any_(moved))),
        *_in_parts(session, sample.limit(_MOST_STILL_DOORS)),
    ]
    doors = {row.id: _door(row, first_moved_at.get(row.id)) for row in rows}
    policies = pool_policies_of_accounts(session, list(doors)[:_ENOUGH_FOR_POLICIES], now)
    return District(
        doors=list(doors.values()),
        moves=[move for move in moves if move.account_id in doors],
        protection_days=max((policy.protection_days for policy in policies.values()), default=0),
    )


def _in_parts(session: Session, statement: Executable) -> Iterator[Any]:
    """Rows as they come: to fetch very many at once would stop the process's other threads for seconds."""
    yield from session.execute(statement.execution_options(yield_per=_ROWS_AT_ONCE))


def _moved(since: datetime) -> Sequence[Any]:
    return PoolEvent.at >= since, or_(PoolEvent.from_id.is_not(None), PoolEvent.to_id.is_not(None))


def _door(row: Any, first_moved_at: datetime | None) -> Door:
    # What moved before it was created came with its history from elsewhere: nobody knows since when it was there.
    brought_over = first_moved_at is not None and first_moved_at < row.created_at
    since = _ALWAYS if brought_over else row.created_at
    return Door(row.id, row.east, row.north, row.value, row.category, since, row.owner_id)


def _move(row: Any) -> Move:
    expired = row.kind == Change.EXPIRED
    return Move(
        account_id=row.account_id,
        at=row.at,
        from_id=row.from_id,
        to_id=row.to_id,
        let_go=expired or (row.kind == Change.RELEASED and row.by_id in (row.from_id, None)),
        expired=expired,
        claimed=row.kind == Change.CLAIMED,
    )


_DOORS = select(
    Account.id,
    func.ST_X(Account.mercator).label("east"),
    func.ST_Y(Account.mercator).label("north"),
    Account.value,
    Account.category,
    Account.created_at,
    Account.owner_id,
)
_MOVES = (
    select(PoolEvent.account_id, PoolEvent.kind, PoolEvent.at, PoolEvent.from_id, PoolEvent.to_id, PoolEvent.by_id)
    .join(Account, Account.id == PoolEvent.account_id)
    .order_by(PoolEvent.at, PoolEvent.id)
)
