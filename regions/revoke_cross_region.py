"""An admin ends an exception before its time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.errors import NotAllowed, NotFound
from people import Actor
from regions.queries.grants import grants_by_id
from regions.record import put_on_record
from regions.tables import CrossRegionGrant


def revoke_cross_region(session: Session, actor: Actor, *, grant_id: UUID, now: datetime) -> None:
    """The grant holds no longer, as of now; one that is over or revoked stays as it is. Raises NotFound, NotAllowed."""
    grant = grants_by_id(session, actor, [grant_id]).get(grant_id)
    if grant is None:
        raise NotFound("grant")
    if not actor.is_admin:
        raise NotAllowed("Only an admin may revoke a grant.")
    if _revoke(session, actor, grant_id, now):
        put_on_record(
            session, member_id=actor.member_id, act="revokeCrossRegion", subject_id=grant_id, now=now, details={}
        )


def revoke_grants_of(session: Session, actor: Actor, *, member_id: UUID, now: datetime) -> None:
    """No exception for the member holds any longer: the member leaves, and whoever calls puts it on record."""
    session.execute(
        update(CrossRegionGrant)
        .where(
            CrossRegionGrant.member_id == member_id, CrossRegionGrant.revoked_at.is_(None), CrossRegionGrant.until > now
        )
        .values(revoked_at=now, revoked_by=actor.member_id)
    )


def _revoke(session: Session, actor: Actor, grant_id: UUID, now: datetime) -> bool:
    statement = (
        update(CrossRegionGrant)
        .where(CrossRegionGrant.id == grant_id, CrossRegionGrant.revoked_at.is_(None), CrossRegionGrant.until > now)
        .values(revoked_at=now, revoked_by=actor.member_id)
        .returning(CrossRegionGrant.id)
    )
    return session.scalar(statement) is not None
