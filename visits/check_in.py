"""A rep is at an account's door and says so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
from core import text
from core.clock import local_day
from core.errors import DomainError, NotAllowed
from core.ids import id_at
from geo import Fix
from people import Actor
from visits import open_visits, receipts
from visits.check_in_facts import gather
from visits.device_time import check_device_clock, happened_at, require_in_time
from visits.judgement import judge
from visits.queries import refused_visit
from visits.record import NewVisit, record_visit
from visits.views import RefusedVisit


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What a phone says of a check-in; instants are its own clock's."""

    visit_id: UUID
    account_id: UUID
    recorded_at: datetime | None
    fix: Fix | None
    no_fix_reason: str | None
    sent_at: datetime

    @property
    def input_hash(self) -> bytes:
        return receipts.hash_of(self.account_id, self.recorded_at, self.fix)


class NotYourAccount(DomainError):
    """Neither the rep's own nor in a public pool of the rep's regions."""

    def __init__(self) -> None:
        super().__init__("This account is another's: a rep visits own accounts and the own regions' public pool.")


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


def check_in(session: Session, actor: Actor, claim: CheckIn, *, now: datetime) -> UUID | TooFarFromAccount:
    """The stored visit's id; the first outcome again where the same claim was stored before.

    TooFarFromAccount is returned and not raised, since its visit is kept. Raises InvalidInput, NotAllowed,
    NotFound, OutsideYourRegion, NotYourAccount, VisitAlreadyOpen, VisitIdReused, TooLate.
    """
    if not actor.is_rep:
        raise NotAllowed("Only reps check in.")
    no_fix_reason = None if claim.no_fix_reason is None else text.note(claim.no_fix_reason, "noFixReason")
    if claim.fix is not None:
        check_device_clock(claim.fix.recorded_at, "fix.recordedAt", now)
    checked_in_at = happened_at(recorded_at=claim.recorded_at, sent_at=claim.sent_at, received_at=now)
    id = id_at(checked_in_at)
    known_id = receipts.bind(
        session, member_id=actor.member_id, visit_id=claim.visit_id, id=id, input_hash=claim.input_hash
    )
    if known_id is not None:
        return _outcome(known_id, refused_visit(session, known_id))

    facts = gather(session, actor, claim.account_id, at=checked_in_at, now=now)
    _require_visitable(session, actor, facts.account, now)
    require_in_time(checked_in_at, received_at=now, max_late_hours=facts.max_late_hours)
    if facts.open_visit_id is not None:
        raise VisitAlreadyOpen(facts.open_visit_id)
    evidence = facts.evidence(claim.fix, recorded_at=claim.recorded_at or claim.sent_at)
    visit = NewVisit(
        id=id,
        visit_id=claim.visit_id,
        account=facts.account,
        checked_in_at=checked_in_at,
        sent_at=claim.sent_at,
        no_fix_reason=no_fix_reason,
        evidence=evidence,
        judgement=judge(evidence, facts.policy.off_site),
        closes_at=local_day(checked_in_at, actor.time_zone)[1],
    )
    _open(session, actor, visit, now)
    record_visit(session, actor, visit, now=now)
    return _outcome(id, visit.refusal)


def _require_visitable(session: Session, actor: Actor, account: accounts.AccountFacts, now: datetime) -> None:
    if account.owner_id == actor.member_id:
        return
    if not account.in_actors_regions:
        raise accounts.outside_your_region(session, account.region_id, now)
    if account.owner_id is not None:
        raise NotYourAccount


def _open(session: Session, actor: Actor, visit: NewVisit, now: datetime) -> None:
    """The primary key decides between check-ins that came at once."""
    if visit.judgement.refused or visit.closes_at <= now:
        return
    opened = open_visits.try_open(
        session,
        member_id=actor.member_id,
        visit_id=visit.id,
        account_id=visit.account.id,
        closes_at=visit.closes_at,
        now=now,
    )
    if not opened:
        other = open_visits.open_visit_of(session, actor.member_id, now)
        assert other is not None, "a conflict is with an open visit"
        raise VisitAlreadyOpen(other)


def _outcome(id: UUID, refused: RefusedVisit | None) -> UUID | TooFarFromAccount:
    """What the phone is told of a stored visit, the first time and every other time."""
    return id if refused is None else TooFarFromAccount(id, refused.distance_meters, refused.geofence_meters)
