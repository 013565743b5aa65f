"""Who waits for whom: whatever changes boundaries excludes all that rely on where they run."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import advisory
from regions.tables import Region

_BOUNDARIES = "boundaries"


def lock_boundaries(session: Session) -> None:
    """Until this transaction ends, nobody else changes a boundary or places an account by one.

    To be called before any account is locked, since accounts in a changed boundary are locked after it.
    """
    advisory.lock(session, _BOUNDARIES)


def share_boundaries(session: Session) -> None:
    """Until this transaction ends, nobody changes a boundary: an account may be placed by `region_at`.

    To be called after members and before any account is locked.
    """
    advisory.share(session, _BOUNDARIES)


def lock_region(session: Session, region_id: UUID) -> bool:
    """Until this transaction ends, nobody else changes this region or its owners; False where there is none."""
    statement = select(Region.id).where(Region.id == region_id).with_for_update(key_share=True)
    return session.scalar(statement) is not None
