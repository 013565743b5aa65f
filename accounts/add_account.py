"""A rep's own find enters the rep's private pool; a manager's or an admin's enters the public pool."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.add_lock import lock_likeness
from accounts.change_hands import change_hands
from accounts.countries import country_of
from accounts.details import NewAccount, checked, traits_of
from accounts.duplicates import LikelyDuplicate, Probe, twins_of
from accounts.kinds import Change
from accounts.likeness import LIKELY
from accounts.outside_region import outside_your_region
from accounts.place import place
from accounts.private_pool import lock_active_member, require_room
from accounts.store import store
from core import audit
from core.errors import InvalidInput, NotAllowed
from people import Actor


def add_account(session: Session, actor: Actor, *, account: NewAccount, now: datetime) -> UUID:
    """The new account's id. A rep's find counts against the capacity, and is no claim.

    Raises InvalidInput, NotAllowed, OutsideYourRegion, LikelyDuplicate, CapacityReached, in this order.
    """
    account = checked(account, country=country_of(actor.time_zone))
    _require_right(actor, account)
    member = lock_active_member(session, actor)
    lock_likeness(session, account)
    [placement] = place(session, [account.position])
    if not placement.on_actors_land:
        raise outside_your_region(session, placement.region_id, now)
    if not account.even_if_duplicate:
        _require_no_twin(session, account)
    if actor.is_rep:
        require_room(session, member, now=now)
    return _record(session, actor, account, placement.region_id, now)


def _require_right(actor: Actor, account: NewAccount) -> None:
    if not actor.is_rep and not actor.manages:
        raise NotAllowed("Only reps, managers and admins add accounts.")
    if actor.is_rep and account.even_if_duplicate:
        raise NotAllowed("Only managers and admins add an account although something very alike exists.")


def _require_no_twin(session: Session, account: NewAccount) -> None:
    if twins := twins_of(session, Probe(traits_of(account), account.position), least=LIKELY):
        raise LikelyDuplicate(twins)


def _record(session: Session, actor: Actor, account: NewAccount, region_id: UUID | None, now: datetime) -> UUID:
    stored = store(session, [(account, region_id)], by_id=actor.member_id, now=now)
    if not stored:
        raise InvalidInput("externalId", "Another account has this number already: each has its own.")
    owner_id = actor.member_id if actor.is_rep else None
    change_hands(session, account_ids=stored, how=Change.ADDED, to_id=owner_id, by_id=actor.member_id, now=now)
    audit.record(session, now=now, member_id=actor.member_id, act="addAccount", subject_id=stored[0])
    return stored[0]
