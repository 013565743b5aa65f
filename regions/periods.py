"""The periods of ownership, as they are stored."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from core.ids import new_id
from people import Actor, units_by_id
from regions.ownership import Period, Reassignment, owner_at
from regions.tables import RegionOwnership


def periods_of(session: Session, region_id: UUID) -> list[Period]:
    """All periods of a region, whoever may see its owners, oldest first."""
    statement = (
        select(
            RegionOwnership.id,
            RegionOwnership.unit_id,
            RegionOwnership.starts_at,
            RegionOwnership.ends_at,
            RegionOwnership.assigned_at,
        )
        .where(RegionOwnership.region_id == region_id)
        .order_by(RegionOwnership.starts_at)
    )
    return [Period(*row) for row in session.execute(statement)]


def owner_of(session: Session, region_id: UUID, at: datetime) -> UUID | None:
    """The unit that owns the region at an instant, in sight or not."""
    return owner_at(periods_of(session, region_id), at)


def owners_in_sight(session: Session, actor: Actor, owner_ids: Sequence[UUID | None]) -> set[UUID]:
    """Those of the units that lie at or below the actor's."""
    return set(units_by_id(session, actor, [owner_id for owner_id in owner_ids if owner_id is not None]))


def store_period(
    session: Session, *, region_id: UUID, unit_id: UUID, start: datetime, now: datetime, by: UUID | None
) -> None:
    """The unit owns the region from `start` until further notice."""
    session.execute(
        insert(RegionOwnership).values(
            id=new_id(), region_id=region_id, unit_id=unit_id, starts_at=start, assigned_at=now, assigned_by=by
        )
    )


def store_reassignment(session: Session, change: Reassignment, *, start: datetime) -> None:
    """Make room from `start` on."""
    ids = [period.id for period in change.replaced]
    session.execute(delete(RegionOwnership).where(RegionOwnership.id.in_(ids)))
    for period, ends_at in ((change.cut, start), (change.prolonged, None)):
        if period is not None:
            session.execute(update(RegionOwnership).where(RegionOwnership.id == period.id).values(ends_at=ends_at))
