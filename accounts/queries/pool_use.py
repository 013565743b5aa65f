"""How far private pools are used up, counted by index from the holdings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, TIMESTAMP, Uuid, and_, bindparam, column, func, select
from sqlalchemy.orm import Session

from accounts.kinds import Change
from accounts.rules import PoolUse
from accounts.tables import Holding
from core.clock import local_day


def pool_uses(session: Session, time_zones: Mapping[UUID, ZoneInfo], now: datetime) -> dict[UUID, PoolUse]:
    """What each member, given with the own time zone, holds and has claimed since local midnight, released or not."""
    days = [local_day(now, zone) for zone in time_zones.values()]
    begins, ends = [day[0] for day in days], [day[1] for day in days]
    rows = session.execute(_USES, {"ids": list(time_zones), "begins": begins, "ends": ends})
    return {row.id: PoolUse(row.held, row.claimed, row.ends_at) for row in rows}


def ends_of_own_holdings(session: Session, member_id: UUID, account_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """When the member last ceased to hold each of the accounts; without those that the member never gave up."""
    ended = (
        select(Holding.account_id, func.max(Holding.ends_at).label("ended_at"))
        .where(Holding.account_id.in_(account_ids), Holding.member_id == member_id, Holding.ends_at.is_not(None))
        .group_by(Holding.account_id)
    )
    return {row.account_id: row.ended_at for row in session.execute(ended)}


_INSTANTS = ARRAY(TIMESTAMP(timezone=True))
_DAYS = (
    func.unnest(
        bindparam("ids", type_=ARRAY(Uuid)), bindparam("begins", type_=_INSTANTS), bindparam("ends", type_=_INSTANTS)
    )
    .table_valued(column("id", Uuid), column("begins_at"), column("ends_at"), name="days")
    .render_derived()
)
_HELD = select(func.count()).where(Holding.member_id == _DAYS.c.id, Holding.ends_at.is_(None))
_CLAIMED = select(func.count()).where(
    Holding.member_id == _DAYS.c.id,
    Holding.began == Change.CLAIMED.value,
    and_(Holding.starts_at >= _DAYS.c.begins_at, Holding.starts_at < _DAYS.c.ends_at),
)
_USES = select(
    _DAYS.c.id,
    _DAYS.c.ends_at,
    _HELD.correlate(_DAYS).scalar_subquery().label("held"),
    _CLAIMED.correlate(_DAYS).scalar_subquery().label("claimed"),
)
