"""A manager gives an account of the subtree to a rep of the subtree."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.change_hands import change_hands
from accounts.kinds import Change
from accounts.lock_account import LockedAccount, lock_account
from accounts.outside_region import outside_your_region
from accounts.private_pool import require_room
from core import audit, text
from core.errors import InvalidInput, NotAllowed, NotFound
from people import Actor, MemberView, Role, lock_members, members_by_id, unit_paths_of_members
from regions import may_work_in


def assign_account(
    session: Session, actor: Actor, *, account_id: UUID, member_id: UUID, reason: str, now: datetime
) -> UUID:
    """The account's id; assigned to its holder already is success. Protection doesn't bind a manager.

    Raises InvalidInput, NotAllowed, NotFound, OutsideYourRegion, CapacityReached.
    """
    reason = text.note(reason, "reason")
    if not actor.manages:
        raise NotAllowed("Only managers and admins assign accounts.")
    rep = _lock_rep(session, actor, member_id)
    account = lock_account(session, actor, account_id)
    if account.view.owner_id == rep.id and account.in_sight:
        return account_id
    _require_region(session, rep=rep, account=account, now=now)
    require_room(session, rep, now=now)
    change_hands(
        session,
        account_ids=[account_id],
        how=Change.ASSIGNED,
        to_id=rep.id,
        by_id=actor.member_id,
        reason=reason,
        now=now,
    )
    audit.record(
        session,
        now=now,
        member_id=actor.member_id,
        act="assignAccount",
        subject_id=account_id,
        details={"from": str(account.view.owner_id), "to": str(rep.id), "reason": reason},
    )
    return account_id


def _lock_rep(session: Session, actor: Actor, member_id: UUID) -> MemberView:
    if member_id not in members_by_id(session, actor, [member_id]):
        raise NotFound("member")
    member = lock_members(session, [member_id])[member_id]
    if member.role is not Role.REP or member.left_at is not None:
        raise InvalidInput("memberId", "Only reps who haven't left hold accounts: name another member.")
    return member


def _require_region(session: Session, *, rep: MemberView, account: LockedAccount, now: datetime) -> None:
    """Raises OutsideYourRegion for an account out of the actor's sight, or where the rep doesn't work."""
    region_id = account.view.region_id
    path = unit_paths_of_members(session, [rep.id])[rep.id]
    if not account.in_sight or not may_work_in(session, member_id=rep.id, unit_path=path, region_id=region_id, at=now):
        raise outside_your_region(session, region_id, now)
