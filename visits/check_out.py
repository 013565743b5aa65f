"""The rep leaves, and says how it went."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
from core.errors import InvalidInput, NotFound
from people import Actor, lock_members
from visits.departure import CheckOut, VisitNotOpen, checked_note, departure_of
from visits.device_time import JITTER, happened_at, require_in_time
from visits.known_visits import KnownVisit, known_visits
from visits.record_departures import record_departures


def check_out(session: Session, actor: Actor, claim: CheckOut, *, now: datetime) -> UUID:
    """The visit's id; again, where the same check-out was stored before.

    Raises InvalidInput, NotFound, TooLate, VisitNotOpen, and what `accounts.advance_account` raises.
    """
    note = checked_note(claim, now)
    member = lock_members(session, [actor.member_id])[actor.member_id]
    visit = known_visits(session, member_id=actor.member_id, visit_ids=[claim.visit_id]).get(claim.visit_id)
    if visit is None:
        raise NotFound("visit")
    if visit.check_out_hash == claim.input_hash:
        return visit.id
    at = _after_check_in(visit, happened_at(recorded_at=claim.recorded_at, sent_at=claim.sent_at, received_at=now))
    require_open(visit, at)
    policy = accounts.visit_policies(session, [actor.unit_id], now)[actor.unit_id]
    require_in_time(at, received_at=now, max_late_hours=policy.max_late_hours)
    if claim.stage is not None:
        accounts.advance_account(session, actor, account_id=visit.account_id, stage=claim.stage, visiting=True, now=now)
    departure = departure_of(member, claim, note=note, at=at)
    record_departures(session, actor, [(visit, departure)], act="checkOut", now=now)
    return visit.id


def require_open(visit: KnownVisit, at: datetime) -> None:
    """Raises VisitNotOpen where the visit was over at that instant."""
    if visit.refusal is not None or visit.checked_out_at is not None or at >= visit.closes_at:
        raise VisitNotOpen


def _after_check_in(visit: KnownVisit, at: datetime) -> datetime:
    """A check-out may arrive faster than its check-in did, and then seems to lie a little before it."""
    if visit.checked_in_at - at > JITTER:
        raise InvalidInput("recordedAt", "recordedAt lies before the check-in: a visit ends after it began.")
    return max(at, visit.checked_in_at)
