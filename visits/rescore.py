"""Stored visits judged again, from the evidence that is kept and from what had arrived before them: nothing changes.

So a version of the rules is tried before it goes live, and a verdict is held to its own version.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from accounts import OffSiteRule
from visits.chain import SignatureCheck
from visits.evidence import Evidence
from visits.history import Sighting, gather_book, stored_sightings
from visits.judgement import judge
from visits.kinds import Presence
from visits.signals import CURRENT, VERSIONS, Rules, Signal, SignalCode, signal_from_json, suspected, trust_score_of
from visits.tables import Visit


@dataclass(frozen=True, slots=True)
class Verdict:
    presence: Presence
    suspected: bool
    trust_score: int
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Rescored:
    visit_id: UUID
    received_at: datetime
    rule_version: str
    "Of `before`."
    before: Verdict
    "At its arrival, without what later visits brought to light."
    after: Verdict | None
    "None: the evidence is no longer kept, or was judged by rules that are no longer known."

    @property
    def differs(self) -> bool:
        return self.after is not None and self.after != self.before


def rescore(
    session: Session,
    *,
    since: datetime,
    until: datetime,
    rules: Rules | None = None,
    after: tuple[datetime, UUID] | None = None,
    first: int = 200,
) -> list[Rescored]:
    """The next `first` of the visits received in the half-open period, in the order of their arrival.

    `rules`: None judges each by its own version. `after`: the last one of the chunk before. As the writer.
    """
    arrived = select(Visit).where(Visit.received_at >= since, Visit.received_at < until)
    if after is not None:
        arrived = arrived.where(tuple_(Visit.received_at, Visit.id) > tuple_(*after))
    found = session.scalars(arrived.order_by(Visit.received_at, Visit.id).limit(first)).all()
    sightings = stored_sightings(session, [visit.id for visit in found])
    rescored = [_rescored(session, visit, sightings[visit.id], rules) for visit in found]
    session.expunge_all()
    return rescored


def _rescored(session: Session, visit: Visit, sighting: Sighting, rules: Rules | None) -> Rescored:
    chosen = rules or VERSIONS.get(visit.rule_version)
    signals = _at_arrival(visit)
    is_kept = sighting.fix is not None or visit.distance_meters is None
    after = None if chosen is None or not is_kept else _judged_again(session, visit, sighting, chosen)
    before = Verdict(
        presence=Presence(visit.presence),
        suspected=suspected(signals, VERSIONS.get(visit.rule_version, CURRENT)),
        trust_score=trust_score_of(signals),
        signals=signals,
    )
    return Rescored(visit.id, visit.received_at, visit.rule_version, before, after)


def _judged_again(session: Session, visit: Visit, sighting: Sighting, rules: Rules) -> Verdict:
    book = gather_book(session, member_id=visit.member_id, subjects=[sighting], now=visit.received_at, as_of=sighting)
    evidence = Evidence(
        fix=sighting.fix,
        phone=sighting.phone,
        recorded_at=visit.recorded_at,
        sent_at=visit.sent_at,
        checked_in_at=visit.checked_in_at,
        received_at=visit.received_at,
        offline=visit.offline,
        in_work_hours=visit.in_work_hours,
        distance_meters=visit.distance_meters,
        on_site_probability=visit.on_site_probability,
        geofence_meters=visit.geofence_meters,
        max_accuracy_meters=visit.max_accuracy_meters,
        max_fix_age_seconds=visit.max_fix_age_seconds,
        signature_check=_signature_then(visit),
        history=book.history_of(sighting),
    )
    judgement = judge(evidence, OffSiteRule(visit.off_site), rules)
    return Verdict(judgement.presence, judgement.suspected, judgement.trust_score, tuple(judgement.signals))


def _at_arrival(visit: Visit) -> tuple[Signal, ...]:
    """Without what the check-out and later visits brought to light."""
    signals = map(signal_from_json, visit.signals)
    return tuple(each for each in signals if each.raised_by is None and each.code is not SignalCode.TOO_SHORT)


def _signature_then(visit: Visit) -> SignatureCheck | None:
    """As it was found at the arrival: the chain has grown since."""
    if visit.signed_hash is None and visit.signature_fault is None:
        return None
    found = (each.explanation for each in _at_arrival(visit) if each.code is SignalCode.EVIDENCE_BROKEN)
    return SignatureCheck(
        device_id=visit.signed_by,
        sequence=visit.signed_sequence,
        payload_hash=visit.signed_hash,
        own_fault=visit.signature_fault,
        chain_fault=next(found, None),
    )
