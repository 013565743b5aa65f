"""What the rooms above must know of regions for their judges, whoever may see it.

To be called as the writer: sight is for the caller to judge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from people import unit_names
from regions.queries.regions import in_force
from regions.tables import CrossRegionGrant, Region, RegionOwnership


@dataclass(frozen=True, slots=True)
class RegionBrief:
    """What a refusal may tell of a region of others, and nothing else."""

    id: UUID
    code: str
    name: str
    owner_unit_name: str | None


def may_work_in(
    session: Session, *, member_id: UUID, unit_path: Sequence[UUID], region_id: UUID | None, at: datetime
) -> bool:
    """Whether at that instant a unit of `unit_path`, the member's, owned the region, or a grant let the member in."""
    if region_id is None:
        return False
    owned = select(RegionOwnership.id).where(
        RegionOwnership.region_id == region_id, RegionOwnership.unit_id.in_(unit_path), in_force(at)
    )
    granted = select(CrossRegionGrant.id).where(
        CrossRegionGrant.region_id == region_id,
        CrossRegionGrant.member_id == member_id,
        CrossRegionGrant.starts_at <= at,
        CrossRegionGrant.until > at,
        or_(CrossRegionGrant.revoked_at.is_(None), CrossRegionGrant.revoked_at > at),
    )
    return bool(session.scalar(select(or_(owned.exists(), granted.exists()))))


def region_brief(session: Session, region_id: UUID, *, at: datetime) -> RegionBrief:
    """The region and the name of the unit that owned it at that instant."""
    statement = (
        select(Region.id, Region.code, Region.name, RegionOwnership.unit_id)
        .outerjoin(RegionOwnership, (RegionOwnership.region_id == Region.id) & in_force(at))
        .where(Region.id == region_id)
    )
    row = session.execute(statement).one()
    names = {} if row.unit_id is None else unit_names(session, [row.unit_id])
    return RegionBrief(row.id, row.code, row.name, names.get(row.unit_id))
