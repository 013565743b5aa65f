"""An account's pin is put right by decision of a reviewer, and put back should that decision not stand."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

import regions
from accounts.lock_account import lock_account
from accounts.place import place
from accounts.store import point
from accounts.tables import Account, AccountPastPlacement
from accounts.update_account import keep_past_placement
from core import audit, events
from core.errors import InvalidInput
from geo import Position, distance_meters
from people import Actor

FARTHEST_METERS = 100_000.0
"""A customer that is farther off than this is another customer."""


def correct_pin(
    session: Session, actor: Actor, *, account_id: UUID, position: Position, field: str, now: datetime
) -> datetime | None:
    """Move the pin to where the account really is; its region follows.

    The instant under which the old place is kept; None where the pin is there already. Raises InvalidInput on `field`
    for a place too far away or in others' regions, and for an account neither in the actor's sight nor in a region of
    the actor's unit or of one above.
    """
    placement = place(session, [position])[0]
    account = lock_account(session, actor, account_id)
    if not account.in_sight and not _is_units(session, actor, account.view.region_id, now):
        raise InvalidInput(field, "The account isn't in your sight any more, so that its pin can't be put right here.")
    stays = placement.region_id == account.view.region_id or placement.on_actors_land
    if not stays and not _is_units(session, actor, placement.region_id, now):
        raise InvalidInput(field, f"{field} lies outside your regions: the account's pin can't be moved there.")
    moved = distance_meters(account.view.position, position)
    if moved > FARTHEST_METERS:
        far = f"{moved / 1000:,.0f} km from the account's pin; {FARTHEST_METERS / 1000:.0f} km are allowed"
        raise InvalidInput(field, f"{field} lies {far}: an account that far off is another one, to be added anew.")
    if moved == 0:
        return None
    kept_until = keep_past_placement(session, actor, account, now)
    _move(session, actor, account_id, position=position, region_id=placement.region_id, meters=moved, now=now)
    return kept_until


def put_pin_back(session: Session, actor: Actor, *, account_id: UUID, moved_at: datetime, now: datetime) -> None:
    """Undo the correction whose old place is kept under `moved_at`, unless somebody has moved the pin since."""
    kept = session.execute(
        select(
            func.ST_X(func.geometry(AccountPastPlacement.position)).label("longitude"),
            func.ST_Y(func.geometry(AccountPastPlacement.position)).label("latitude"),
        ).where(AccountPastPlacement.account_id == account_id, AccountPastPlacement.until == moved_at)
    ).one()
    position = Position(kept.longitude, kept.latitude)
    placement = place(session, [position])[0]
    account = lock_account(session, actor, account_id)
    moved_since = select(AccountPastPlacement.until).where(
        AccountPastPlacement.account_id == account_id,
        AccountPastPlacement.until > moved_at,
        AccountPastPlacement.moved_by.is_not(None),
    )
    if session.scalar(select(moved_since.exists())):
        return
    keep_past_placement(session, actor, account, now)
    meters = distance_meters(account.view.position, position)
    _move(session, actor, account_id, position=position, region_id=placement.region_id, meters=meters, now=now)


def _is_units(session: Session, actor: Actor, region_id: UUID | None, now: datetime) -> bool:
    """Whether the actor's unit works in the region, which a unit above may own."""
    return regions.may_work_in(
        session, member_id=actor.member_id, unit_path=actor.unit_path, region_id=region_id, at=now
    )


def _move(
    session: Session,
    actor: Actor,
    account_id: UUID,
    *,
    position: Position,
    region_id: UUID | None,
    meters: float,
    now: datetime,
) -> None:
    values = {"position": point(position), "region_id": region_id}
    session.execute(update(Account).where(Account.id == account_id).values(values))
    moved = round(meters, 1)
    audit.record(
        session,
        now=now,
        member_id=actor.member_id,
        act="correctPin",
        subject_id=account_id,
        details={"moved_meters": moved},
    )
    payload: dict[str, events.Value] = {"by": str(actor.member_id), "meters": moved}
    events.publish(session, now=now, kind="account.moved", subject_id=account_id, payload=payload)
