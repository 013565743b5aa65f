"""A check-in that becomes a visit, judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
from accounts import OffSiteRule
from core.clock import local_day
from people import Actor
from visits.arrival import Arrival
from visits.check_in_facts import Facts
from visits.departure import Departure
from visits.evidence import Evidence
from visits.history import Sighting, gather_book
from visits.judgement import Judgement, judge
from visits.views import RefusedVisit


@dataclass(frozen=True, slots=True)
class NewVisit:
    id: UUID
    visit_id: UUID
    input_hash: bytes
    account: accounts.AccountFacts
    no_fix_reason: str | None
    evidence: Evidence
    judgement: Judgement
    off_site: OffSiteRule
    latest_arrival_at: datetime
    "Until then visits of the same day may arrive."
    closes_at: datetime
    departure: Departure | None = None

    @property
    def is_open(self) -> bool:
        """Until its day ends."""
        return not self.judgement.refused and self.departure is None

    @property
    def refusal(self) -> RefusedVisit | None:
        """How far off it was, where the policy refused it."""
        distance_meters = self.evidence.distance_meters
        if not self.judgement.refused or distance_meters is None:
            return None
        return RefusedVisit(distance_meters, self.evidence.geofence_meters)


def judged_in_order(
    session: Session, actor: Actor, admitted: Sequence[tuple[Arrival, Facts]], *, now: datetime
) -> list[NewVisit]:
    """The visits that admissible check-ins become, in the order of time: each is judged knowing those before it."""
    in_order = sorted(admitted, key=lambda each: each[0].id)  # ids carry the check-in
    evidence = [facts.evidence(arrival) for arrival, facts in in_order]
    seen = [_sighting(actor, *each, told) for each, told in zip(in_order, evidence, strict=True)]
    book = gather_book(session, member_id=actor.member_id, subjects=seen, now=now)
    visits = []
    for (arrival, facts), told, sighting in zip(in_order, evidence, seen, strict=True):
        visit = _judged(actor, arrival, facts, replace(told, history=book.history_of(sighting)))
        codes = [signal.code for signal in visit.judgement.signals]
        book.add(sighting.judged(suspected=visit.judgement.suspected, codes=codes))
        for accusation in visit.judgement.accusations:
            book.suspect(accusation.visit_id, accusation.signal.code)
        visits.append(visit)
    return visits


def _judged(actor: Actor, arrival: Arrival, facts: Facts, evidence: Evidence) -> NewVisit:
    return NewVisit(
        id=arrival.id,
        visit_id=arrival.claim.visit_id,
        input_hash=arrival.claim.input_hash,
        account=facts.admitted_account,
        no_fix_reason=arrival.no_fix_reason,
        evidence=evidence,
        judgement=judge(evidence, facts.policy.off_site),
        off_site=facts.policy.off_site,
        latest_arrival_at=arrival.checked_in_at + timedelta(hours=facts.max_late_hours),
        closes_at=local_day(arrival.checked_in_at, actor.time_zone)[1],
    )


def _sighting(actor: Actor, arrival: Arrival, facts: Facts, evidence: Evidence) -> Sighting:
    account = facts.admitted_account
    return Sighting(
        id=arrival.id,
        member_id=actor.member_id,
        account_id=account.id,
        pin=account.position,
        pin_by=account.pin_by,
        checked_in_at=evidence.checked_in_at,
        recorded_at=evidence.recorded_at,
        sent_at=evidence.sent_at,
        received_at=evidence.received_at,
        fix=evidence.fix,
        phone=evidence.phone,
        distance_meters=evidence.distance_meters,
        on_site_probability=evidence.on_site_probability,
    )
