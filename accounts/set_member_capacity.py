"""A manager gives one rep limits of the rep's own, for a time and for a reason, on record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.orm import Session

from accounts.policy_values import POOL_VALUES
from accounts.tables import PoolException
from core import audit, events, text
from core.errors import InvalidInput, NotAllowed, NotFound
from core.ids import new_id
from people import Actor, Role, lock_members, members_by_id


def set_member_capacity(
    session: Session,
    actor: Actor,
    *,
    member_id: UUID,
    capacity: int | None,
    daily_claims: int | None,
    until: datetime | None,
    reason: str,
    now: datetime,
) -> UUID:
    """The member's id. None: as the policy of the rep's unit says; both None end the exception. It replaces any before.

    A capacity below what is held takes nothing away: nothing is added. Raises InvalidInput, NotFound, NotAllowed.
    """
    reason = text.note(reason, "reason")
    for name, value in (("capacity", capacity), ("dailyClaims", daily_claims)):
        if value is not None:
            POOL_VALUES["capacity"].check(value, name)
    if until is not None and until <= now:
        raise InvalidInput("until", "until lies after now; leave it away for an exception without an end.")
    _require_rep(session, actor, member_id)
    limits = {"capacity": capacity, "daily_claims": daily_claims}
    if _is_in_force(session, member_id, {**limits, "ends_at": until, "reason": reason}, now):
        return member_id
    _replace(session, actor, member_id, {**limits, "ends_at": until, "reason": reason}, now)
    until_text = None if until is None else until.isoformat()
    told = {"capacity": capacity, "dailyClaims": daily_claims, "until": until_text, "reason": reason}
    audit.record(
        session, now=now, member_id=actor.member_id, act="setMemberCapacity", subject_id=member_id, details=told
    )
    events.publish(session, now=now, kind="member.limits_changed", subject_id=member_id, payload=told)
    return member_id


def _require_rep(session: Session, actor: Actor, member_id: UUID) -> None:
    """Lock the member: whatever adds to the pool does so too, and then counts by what is in force."""
    if member_id not in members_by_id(session, actor, [member_id]):
        raise NotFound("member")
    if not actor.manages:
        raise NotAllowed("Only managers and admins give a rep limits of the rep's own.")
    member = lock_members(session, [member_id])[member_id]
    if member.role is not Role.REP or member.left_at is not None:
        raise InvalidInput("memberId", "Only reps who haven't left hold accounts: name another member.")


def _is_in_force(session: Session, member_id: UUID, values: dict[str, object], now: datetime) -> bool:
    same = [getattr(PoolException, name).is_not_distinct_from(value) for name, value in values.items()]
    in_force = or_(PoolException.ends_at.is_(None), PoolException.ends_at > now)
    return (
        session.scalar(select(PoolException.id).where(PoolException.member_id == member_id, in_force, *same))
        is not None
    )


def _replace(session: Session, actor: Actor, member_id: UUID, values: dict[str, object], now: datetime) -> None:
    in_force = or_(PoolException.ends_at.is_(None), PoolException.ends_at > now)
    ended = update(PoolException).where(PoolException.member_id == member_id, in_force)
    session.execute(ended.values(ends_at=func.greatest(PoolException.starts_at, now)))
    if values["capacity"] is not None or values["daily_claims"] is not None:
        session.execute(
            insert(PoolException).values(
                id=new_id(), member_id=member_id, starts_at=now, set_by=actor.member_id, **values
            )
        )
