"""Whatever adds to a private pool locks its member first, then counts: so that it never exceeds its capacity."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from accounts.policies import pool_policies_of_members
from accounts.queries.pool_use import pool_uses
from accounts.rules import has_room
from core.errors import DomainError, NotAllowed
from people import Actor, MemberView, lock_members


class CapacityReached(DomainError):
    """Everything held counts: claimed, assigned, found, handed over."""

    def __init__(self, capacity: int) -> None:
        super().__init__(f"The private pool is full: it takes {capacity} accounts. Release one first.")
        self.capacity = capacity


def lock_active_member(session: Session, actor: Actor) -> MemberView:
    """The actor, locked. Raises NotAllowed where the actor left since the operation began."""
    member = lock_members(session, [actor.member_id])[actor.member_id]
    require_active(member.left_at)
    return member


def require_active(left_at: datetime | None) -> None:
    """Raises NotAllowed for who has left."""
    if left_at is not None:
        raise NotAllowed("You have left: sign in again once you are back.")


def require_room(session: Session, member: MemberView, *, now: datetime) -> None:
    """Raises CapacityReached where the private pool of the member, whom the caller has locked, is full."""
    policy = pool_policies_of_members(session, [member.id], now)[member.id]
    if not has_room(pool_uses(session, {member.id: ZoneInfo(member.time_zone)}, now)[member.id], policy):
        raise CapacityReached(policy.capacity)
