"""Which reps have limits of their own, until when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from accounts.tables import PoolException
from people import Actor, visible_member_ids


@dataclass(frozen=True, slots=True)
class PoolExceptionView:
    """None: as the policy of the member's unit says."""

    member_id: UUID
    capacity: int | None
    daily_claims: int | None
    since: datetime
    until: datetime | None
    reason: str
    by_id: UUID


def pool_exceptions(
    session: Session, actor: Actor, member_ids: Sequence[UUID], now: datetime
) -> dict[UUID, PoolExceptionView]:
    """What is in force now, of members in the actor's sight."""
    own = PoolException
    rows = session.execute(
        select(own.member_id, own.capacity, own.daily_claims, own.starts_at, own.ends_at, own.reason, own.set_by).where(
            own.member_id.in_(member_ids),
            own.member_id.in_(visible_member_ids(actor)),
            own.starts_at <= now,
            or_(own.ends_at.is_(None), own.ends_at > now),
        )
    )
    return {row.member_id: PoolExceptionView(*row) for row in rows}
