"""A rep is at an account's door and says so."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from core.errors import DomainError, NotAllowed
from people import Actor, lock_members
from visits import open_visits
from visits.admission import require_admissible
from visits.arrival import CheckIn, arrive
from visits.arrival_order import received_after_others
from visits.check_in_facts import gather
from visits.known_visits import known_visits
from visits.new_visit import NewVisit, judged_in_order
from visits.receipts import VisitIdReused
from visits.record import File, record_visits
from visits.views import RefusedVisit


class VisitAlreadyOpen(DomainError):
    """The rep is at another account."""

    def __init__(self, id: UUID) -> None:
        super().__init__("You are checked in elsewhere: check out there first.")
        self.id = id


class TooFarFromAccount(DomainError):
    """The policy refuses visits off site; the attempt is stored."""

    def __init__(self, id: UUID, distance_meters: float, allowed_meters: int) -> None:
        super().__init__(f"You are {distance_meters:.0f} m from the account; a visit counts within {allowed_meters} m.")
        self.id = id
        self.distance_meters = distance_meters
        self.allowed_meters = allowed_meters


def check_in(session: Session, actor: Actor, claim: CheckIn, *, file: File, now: datetime) -> UUID | TooFarFromAccount:
    """The stored visit's id; the first outcome again where the same claim was stored before. `file`: see record.py.

    TooFarFromAccount is returned and not raised, since its visit is kept. Raises InvalidInput, NotAllowed,
    NotFound, OutsideYourRegion, NotYourAccount, VisitAlreadyOpen, VisitIdReused, TooLate.
    """
    if not actor.is_rep:
        raise NotAllowed("Only reps check in.")
    member = lock_members(session, [actor.member_id])[actor.member_id]
    known = known_visits(session, member_id=actor.member_id, visit_ids=[claim.visit_id]).get(claim.visit_id)
    if known is not None:
        if not known.is_of(claim):
            raise VisitIdReused
        return outcome(known.id, known.refusal)

    now = received_after_others(session, actor.member_id, now)
    arrival = arrive(claim, queued=False, now=now)
    facts = gather(session, actor, member, [arrival], now=now)[arrival.id]
    require_admissible(actor, arrival, facts)
    (visit,) = judged_in_order(session, actor, [(arrival, facts)], now=now)
    _open(session, actor, visit, now)
    record_visits(session, actor, [visit], act="checkIn", file=file, now=now)
    return outcome(visit.id, visit.refusal)


def outcome(id: UUID, refused: RefusedVisit | None) -> UUID | TooFarFromAccount:
    """What the phone is told of a stored visit, the first time and every other time."""
    return id if refused is None else TooFarFromAccount(id, refused.distance_meters, refused.geofence_meters)


def _open(session: Session, actor: Actor, visit: NewVisit, now: datetime) -> None:
    """Raises VisitAlreadyOpen; a visit of a day that is over can't be open, and none of today keeps it out."""
    if visit.judgement.refused or visit.closes_at <= now:
        return
    if not open_visits.try_open(session, member_id=actor.member_id, visit=visit, now=now):
        other = open_visits.open_visit_of(session, actor.member_id, now)
        assert other is not None, "the member is locked"
        raise VisitAlreadyOpen(other)
