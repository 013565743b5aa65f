"""An admin gives a region to a unit, from now or a later instant on."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from core.errors import InvalidInput, NotFound
from people import Actor
from regions.authority import require_admin_of_owners, require_admin_of_unit
from regions.locks import lock_region
from regions.ownership import Reassignment, earliest_change, reassigned
from regions.periods import owners_in_sight, periods_of, store_period, store_reassignment
from regions.record import put_on_record

_FURTHEST_AHEAD = timedelta(days=5 * 366)


def assign_region(
    session: Session, actor: Actor, *, region_id: UUID, unit_id: UUID, start: datetime | None, now: datetime
) -> None:
    """The unit owns the region from `start` (None: now) until further notice; whatever was set for later is replaced.

    Raises InvalidInput on `from`, NotFound, NotAllowed.
    """
    _check_start(start, now)
    if not lock_region(session, region_id):
        raise NotFound("region")
    require_admin_of_unit(session, actor, unit_id)
    periods = periods_of(session, region_id)
    start = start or earliest_change(periods, now)
    change = reassigned(periods, unit_id=unit_id, start=start)
    if change is None:
        return
    _judge(session, actor, change)
    _record(session, actor, change, region_id=region_id, unit_id=unit_id, start=start, now=now)


def _check_start(start: datetime | None, now: datetime) -> None:
    if start is None:
        return
    if start < now:
        raise InvalidInput("from", "from lies in the past, which stays as it was: leave it out for now on.")
    if start > now + _FURTHEST_AHEAD:
        raise InvalidInput("from", "from lies more than five years ahead: choose an earlier instant.")


def _judge(session: Session, actor: Actor, change: Reassignment) -> None:
    owner_ids: list[UUID | None] = [*change.former_owner_ids] or [None]
    require_admin_of_owners(actor, owner_ids, in_sight=owners_in_sight(session, actor, owner_ids))


def _record(
    session: Session,
    actor: Actor,
    change: Reassignment,
    *,
    region_id: UUID,
    unit_id: UUID,
    start: datetime,
    now: datetime,
) -> None:
    by = actor.member_id
    store_reassignment(session, change, start=start)
    if change.prolonged is None:
        store_period(session, region_id=region_id, unit_id=unit_id, start=start, now=now, by=by)
    details = {"unit": str(unit_id), "from": start.isoformat()}
    put_on_record(session, member_id=by, act="assignRegion", subject_id=region_id, now=now, details=details)
