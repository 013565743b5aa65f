"""An admin lets one rep work in a region of others, for a while."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from core import text
from core.errors import InvalidInput, NotFound
from core.ids import new_id
from people import Actor, MemberView, Role, members_by_id
from regions.authority import require_admin_of
from regions.locks import lock_region
from regions.record import put_on_record
from regions.tables import CrossRegionGrant

_LONGEST = timedelta(days=366)
_LONGEST_REASON = 1000


def grant_cross_region(
    session: Session,
    actor: Actor,
    *,
    member_id: UUID,
    region_id: UUID,
    until: datetime,
    reason: str,
    now: datetime,
) -> UUID:
    """The grant's id; the same grant again is the one that stands.

    The admin rules both: the rep, and the unit that owns the region now.
    Raises InvalidInput, NotFound, NotAllowed.
    """
    reason = text.note(reason, "reason", longest=_LONGEST_REASON)
    member = members_by_id(session, actor, [member_id]).get(member_id)
    if member is None:
        raise NotFound("member")
    if not lock_region(session, region_id):
        raise NotFound("region")
    require_admin_of(session, actor, region_id, now)
    _check(member, until, now)
    return _standing(session, member_id, region_id, until, reason) or _record(
        session, actor, member_id=member_id, region_id=region_id, until=until, reason=reason, now=now
    )


def _check(member: MemberView, until: datetime, now: datetime) -> None:
    if member.role is not Role.REP or member.left_at is not None:
        raise InvalidInput("memberId", "Only a rep who is still here can be let into a region of others.")
    if until <= now:
        raise InvalidInput("until", "until lies in the past: choose an instant to come.")
    if until > now + _LONGEST:
        raise InvalidInput("until", "until lies more than a year ahead: an exception is for a year at most.")


def _standing(session: Session, member_id: UUID, region_id: UUID, until: datetime, reason: str) -> UUID | None:
    """The grant of a request that was sent before, where it wasn't revoked since."""
    return session.scalar(
        select(CrossRegionGrant.id)
        .where(
            CrossRegionGrant.member_id == member_id,
            CrossRegionGrant.region_id == region_id,
            CrossRegionGrant.until == until,
            CrossRegionGrant.reason == reason,
            CrossRegionGrant.revoked_at.is_(None),
        )
        .limit(1)
    )


def _record(
    session: Session, actor: Actor, *, member_id: UUID, region_id: UUID, until: datetime, reason: str, now: datetime
) -> UUID:
    grant_id = new_id()
    session.execute(
        insert(CrossRegionGrant).values(
            id=grant_id,
            member_id=member_id,
            region_id=region_id,
            starts_at=now,
            until=until,
            reason=reason,
            granted_by=actor.member_id,
        )
    )
    details = {"member": str(member_id), "region": str(region_id), "until": until.isoformat()}
    put_on_record(
        session, member_id=actor.member_id, act="grantCrossRegion", subject_id=grant_id, now=now, details=details
    )
    return grant_id
