"""Somebody corrects what is known of an account; moving its pin is on record."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from accounts.add_lock import lock_likeness
from accounts.countries import country_of
from accounts.details import AccountChanges, checked
from accounts.duplicates import LikelyDuplicate, Probe, twins_of
from accounts.likeness import LIKELY, Traits, likeness
from accounts.lock_account import LockedAccount, lock_account_in_sight
from accounts.opening_hours_json import week_to_json
from accounts.outside_region import outside_your_region
from accounts.place import Placement, place
from accounts.store import point
from accounts.tables import Account, AccountPastPlacement
from core import audit, events
from core.errors import NotAllowed
from geo import distance_meters
from people import Actor


def update_account(
    session: Session, actor: Actor, *, account_id: UUID, changes: AccountChanges, visiting: bool, now: datetime
) -> UUID:
    """The account's id. `visiting`: whether the actor has an open visit there, which lets a rep correct a pool account.

    Raises InvalidInput, NotFound, NotAllowed, OutsideYourRegion, LikelyDuplicate, in this order.
    """
    changes = checked(changes, country=country_of(actor.time_zone))
    lock_likeness(session, changes)
    placement = None if changes.position is None else place(session, [changes.position])[0]
    account = lock_account_in_sight(session, actor, account_id)
    _require_right(actor, account, visiting)
    if placement is not None and placement.region_id != account.view.region_id and not placement.on_actors_land:
        raise outside_your_region(session, placement.region_id, now)
    _require_no_new_twin(session, account, changes)
    _record(session, actor, account, changes, placement, now)
    return account_id


def _require_right(actor: Actor, account: LockedAccount, visiting: bool) -> None:
    own = account.view.owner_id == actor.member_id
    in_the_pool = account.view.owner_id is None
    if not (own or actor.manages or (actor.is_rep and visiting and in_the_pool)):
        raise NotAllowed("Only managers and admins, its owner, and a rep who is visiting it, correct an account.")


def _require_no_new_twin(session: Session, account: LockedAccount, changes: AccountChanges) -> None:
    """Raises LikelyDuplicate for a likeness that the changes bring about; one that was there before may stay."""
    before = Traits(account.view.name, account.view.address, account.phone, account.tax_id, account.view.external_id)
    after = replace(before, **_given(changes, "name", "address", "phone", "tax_id", "external_id"))
    position = changes.position or account.view.position
    if after == before and position == account.view.position:
        return
    twins = twins_of(session, Probe(after, position, itself=account.id), least=LIKELY)
    new = [
        twin
        for twin in twins
        if twin.likeness.likelihood
        > likeness(before, twin.traits, distance_meters(account.view.position, twin.position)).likelihood
    ]
    if new:
        raise LikelyDuplicate(new)


def _record(
    session: Session,
    actor: Actor,
    account: LockedAccount,
    changes: AccountChanges,
    placement: Placement | None,
    now: datetime,
) -> None:
    values = _changed_values(account, changes)
    details: dict[str, audit.Detail] = {"changed": sorted(values)}
    moved = 0.0 if changes.position is None else distance_meters(account.view.position, changes.position)
    if changes.position is not None and placement is not None and moved > 0:
        details["moved_meters"] = round(moved, 1)
        keep_past_placement(session, actor, account, now)
        values |= {"position": point(changes.position), "region_id": placement.region_id}
    if not values:
        return
    session.execute(update(Account).where(Account.id == account.id).values(values))
    audit.record(
        session, now=now, member_id=actor.member_id, act="updateAccount", subject_id=account.id, details=details
    )
    if moved > 0:
        payload: dict[str, events.Value] = {"by": str(actor.member_id), "meters": round(moved, 1)}
        events.publish(session, now=now, kind="account.moved", subject_id=account.id, payload=payload)


def _changed_values(account: LockedAccount, changes: AccountChanges) -> dict[str, Any]:
    values = _given(
        changes,
        "name",
        "address",
        "category",
        "value",
        "visit_minutes",
        "geofence_meters",
        "opening_hours",
        "external_id",
    )
    stored = {name: getattr(account.view, name) for name in values}
    values |= _given(changes, "phone", "tax_id")
    stored |= {"phone": account.phone, "tax_id": account.tax_id}
    changed = {name: value for name, value in values.items() if value != stored[name]}
    if "opening_hours" in changed:
        changed["opening_hours"] = week_to_json(changed["opening_hours"])
    return changed


def _given(changes: AccountChanges, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(changes, name)) is not None}


def keep_past_placement(session: Session, actor: Actor, account: LockedAccount, now: datetime) -> datetime:
    """Keep where the account has lain up to now; the instant under which that is kept."""
    # Requests that wait for each other carry instants a little out of order: a later placement ends later.
    latest = session.scalar(
        select(func.max(AccountPastPlacement.until)).where(AccountPastPlacement.account_id == account.id)
    )
    until = now if latest is None else max(now, latest + timedelta(milliseconds=1))
    session.execute(
        insert(AccountPastPlacement).values(
            account_id=account.id,
            until=until,
            region_id=account.view.region_id,
            position=point(account.view.position),
            moved_by=actor.member_id,
        )
    )
    return until
