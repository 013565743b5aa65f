"""Storing a judged visit: the visit, its place in every log, its position, its credit, the record of it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from geoalchemy2 import WKTElement
from sqlalchemy import insert
from sqlalchemy.orm import Session

import accounts
from core import audit, events
from geo import Fix
from people import Actor
from visits.evidence import Evidence
from visits.judgement import Judgement
from visits.log import log_visit
from visits.months import ensure_month
from visits.tables import Visit, VisitPosition
from visits.views import RefusedVisit

LIVE = timedelta(minutes=2)
"A check-in that arrives within this time was not queued."


@dataclass(frozen=True, slots=True)
class NewVisit:
    id: UUID
    visit_id: UUID
    account: accounts.AccountFacts
    checked_in_at: datetime
    sent_at: datetime
    no_fix_reason: str | None
    evidence: Evidence
    judgement: Judgement
    closes_at: datetime

    @property
    def refusal(self) -> RefusedVisit | None:
        """How far off it was, where the policy refused it."""
        distance_meters = self.evidence.distance_meters
        if not self.judgement.refused or distance_meters is None:
            return None
        return RefusedVisit(distance_meters, self.evidence.geofence_meters)


def record_visit(session: Session, actor: Actor, visit: NewVisit, *, now: datetime) -> None:
    ensure_month(session, visit.checked_in_at)
    session.execute(insert(Visit).values(_columns(actor, visit, now)))
    log_visit(session, visit_id=visit.id, unit_path=actor.unit_path, judgement=visit.judgement)
    if visit.evidence.fix is not None:
        store_position(session, visit.id, "CHECK_IN", visit.evidence.fix)
    accounts.record_visit(
        session,
        account_id=visit.account.id,
        member_id=actor.member_id,
        visit_id=visit.id,
        at=visit.checked_in_at,
        standing=visit.judgement.standing,
    )
    _tell(session, actor, visit, now)


def store_position(session: Session, visit_id: UUID, act: str, fix: Fix) -> None:
    """Keep a fix until retention erases it. Call it for fixes taken in work hours only."""
    session.execute(
        insert(VisitPosition).values(
            visit_id=visit_id,
            act=act,
            position=WKTElement(f"POINT({fix.position.longitude!r} {fix.position.latitude!r})", srid=4326),
            raw_longitude=fix.raw.longitude,
            raw_latitude=fix.raw.latitude,
            datum=fix.datum,
            accuracy_meters=fix.accuracy_meters,
            recorded_at=fix.recorded_at,
            altitude_meters=fix.altitude_meters,
            speed_meters_per_second=fix.speed_meters_per_second,
            bearing_degrees=fix.bearing_degrees,
            provider=fix.provider,
            mocked=fix.mocked,
        )
    )


def _columns(actor: Actor, visit: NewVisit, now: datetime) -> dict[str, object]:
    evidence, judgement = visit.evidence, visit.judgement
    return {
        "id": visit.id,
        "visit_id": visit.visit_id,
        "member_id": actor.member_id,
        "unit_path": list(actor.unit_path),
        "account_id": visit.account.id,
        "account_name": visit.account.name,
        "region_id": visit.account.region_id,
        "checked_in_at": visit.checked_in_at,
        "recorded_at": evidence.recorded_at,
        "sent_at": visit.sent_at,
        "received_at": now,
        "offline": now - visit.checked_in_at > LIVE,
        "no_fix_reason": visit.no_fix_reason,
        "distance_meters": evidence.distance_meters,
        "on_site_probability": evidence.on_site_probability,
        "geofence_meters": evidence.geofence_meters,
        "presence": judgement.presence,
        "standing": judgement.standing,
        "refused": judgement.refused,
        "rule_version": judgement.rule_version,
        "trust_score": judgement.trust_score,
        "signals": [asdict(signal) for signal in judgement.signals],
        "signal_codes": [signal.code for signal in judgement.signals],
        "closes_at": visit.closes_at,
    }


def _tell(session: Session, actor: Actor, visit: NewVisit, now: datetime) -> None:
    told = {"presence": visit.judgement.presence, "standing": visit.judgement.standing}
    audit.record(
        session,
        now=now,
        member_id=actor.member_id,
        act="checkIn",
        subject_id=visit.id,
        outcome="TooFarFromAccount" if visit.judgement.refused else audit.DONE,
        details={"account": str(visit.account.id), **told},
    )
    events.publish(
        session,
        now=now,
        kind="visit.recorded",
        subject_id=visit.id,
        payload={"member": str(actor.member_id), "account": str(visit.account.id), **told},
    )
