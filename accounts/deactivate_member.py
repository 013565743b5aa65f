"""An admin puts a member out: access and exceptions end, and what the member held goes back or to a colleague."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.change_hands import change_hands
from accounts.kinds import Change
from accounts.policies import pool_policies_of_members
from accounts.queries.pool_use import pool_uses
from accounts.tables import Account
from core import audit, events
from core.errors import InvalidInput, NotAllowed, NotFound
from people import Actor, MemberView, Role, leave, lock_members, members_by_id, unit_paths_of_members
from regions import may_work_in, revoke_grants_of


@dataclass(frozen=True, slots=True)
class _Held:
    id: UUID
    region_id: UUID | None


def deactivate_member(
    session: Session, actor: Actor, *, member_id: UUID, hand_over_to_id: UUID | None, now: datetime
) -> bool:
    """Whether the member left by this very act; who has left already stays as it was left.

    All of it happens or nothing. Raises InvalidInput, NotFound, NotAllowed.
    """
    member, receiver = _gather(session, actor, member_id, hand_over_to_id)
    if member.left_at is not None:
        return False
    held = _lock_held(session, member.id)
    if receiver is not None:
        _require_may_receive(session, receiver, member, held, now)
    _change_hands(session, actor, held, receiver, now)
    revoke_grants_of(session, actor, member_id=member.id, now=now)
    leave(session, member_id=member.id, now=now)
    _put_on_record(session, actor, member, receiver, len(held), now)
    return True


def _gather(
    session: Session, actor: Actor, member_id: UUID, hand_over_to_id: UUID | None
) -> tuple[MemberView, MemberView | None]:
    """The member and the receiver, locked. Of two admins who put each other out at once, one stays."""
    named = [id for id in (member_id, hand_over_to_id) if id is not None]
    in_sight = members_by_id(session, actor, named)
    if member_id not in in_sight:
        raise NotFound("member")
    if not actor.is_admin:
        raise NotAllowed("Only an admin may do this, at and below the own unit.")
    if member_id == actor.member_id:
        raise NotAllowed("Nobody puts oneself out: ask another admin.")
    if hand_over_to_id is not None and hand_over_to_id not in in_sight:
        raise NotFound("member")
    locked = lock_members(session, [actor.member_id, *named])
    if locked[actor.member_id].left_at is not None:
        raise NotAllowed("You have left: sign in again once you are back.")
    return locked[member_id], None if hand_over_to_id is None else locked[hand_over_to_id]


def _lock_held(session: Session, member_id: UUID) -> list[_Held]:
    """What the member holds; nothing is added since the member is locked."""
    held = select(Account.id, Account.region_id).where(Account.owner_id == member_id).order_by(Account.id)
    return [_Held(*row) for row in session.execute(held.with_for_update(key_share=True))]


def _require_may_receive(
    session: Session, receiver: MemberView, member: MemberView, held: Sequence[_Held], now: datetime
) -> None:
    """Raises InvalidInput where the receiver couldn't be assigned each of the accounts."""
    field = "handOverToId"
    if receiver.role is not Role.REP or receiver.left_at is not None or receiver.id == member.id:
        raise InvalidInput(field, "Only another rep who hasn't left can take accounts over: name another member.")
    capacity = pool_policies_of_members(session, [receiver.id], now)[receiver.id].capacity
    use = pool_uses(session, {receiver.id: ZoneInfo(receiver.time_zone)}, now)[receiver.id]
    room = max(0, capacity - use.held)
    if len(held) > room:
        raise InvalidInput(field, f"{receiver.name}'s private pool has room for {room} of the {len(held)} accounts.")
    outside = len(held) - len(_workable(session, receiver, held, now))
    if outside:
        message = f"{outside} of the {len(held)} accounts lie where {receiver.name} doesn't work: release them first."
        raise InvalidInput(field, message)


def _workable(session: Session, receiver: MemberView, held: Sequence[_Held], now: datetime) -> list[_Held]:
    path = unit_paths_of_members(session, [receiver.id])[receiver.id]
    allowed = {
        region_id
        for region_id in {account.region_id for account in held}
        if may_work_in(session, member_id=receiver.id, unit_path=path, region_id=region_id, at=now)
    }
    return [account for account in held if account.region_id in allowed]


def _change_hands(
    session: Session, actor: Actor, held: Sequence[_Held], receiver: MemberView | None, now: datetime
) -> None:
    if held:
        change_hands(
            session,
            account_ids=[account.id for account in held],
            how=Change.HANDED_OVER if receiver else Change.RETURNED,
            to_id=receiver.id if receiver else None,
            by_id=actor.member_id,
            reason="The owner has left.",
            now=now,
        )


def _put_on_record(
    session: Session, actor: Actor, member: MemberView, receiver: MemberView | None, count: int, now: datetime
) -> None:
    details = {"accounts": count, "handedOverTo": str(receiver.id) if receiver else None}
    audit.record(
        session, now=now, member_id=actor.member_id, act="deactivateMember", subject_id=member.id, details=details
    )
    events.publish(session, now=now, kind="member.left", subject_id=member.id, payload=details)
