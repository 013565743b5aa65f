"""Storing judged visits: receipts, visits, their places in every log, what phones told, their credit, the record."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
from core import audit, events
from core.inserting import insert_together
from people import Actor
from visits.accuse import accuse
from visits.chain import columns_of
from visits.log import log_rows
from visits.months import ensure_months
from visits.new_visit import NewVisit
from visits.positions import position_row
from visits.short_stays import note_short_stays
from visits.signals import signal_to_json
from visits.stored_evidence import evidence_row
from visits.tables import Visit, VisitEvidence, VisitLog, VisitPosition, VisitReceipt

File = Callable[[Sequence[UUID]], object]
"Is told, within the transaction, of the visits that a person may have to look at now."


def record_visits(
    session: Session, actor: Actor, visits: Sequence[NewVisit], *, act: str, file: File, now: datetime
) -> None:
    """Store visits of the actor, who is locked as their accounts are; `act` is the mutation's name.

    Their ids are free. As many statements, however many there are.
    """
    if visits:
        _store(session, actor, visits)
        _tell(session, actor, visits, act=act, now=now)
        stays = [(visit.id, visit.evidence.checked_in_at, visit.departure.at) for visit in visits if visit.departure]
        note_short_stays(session, stays, now=now)
        accused = accuse(session, [visit.judgement for visit in visits], now=now)
        file([*(visit.id for visit in visits if not visit.judgement.refused), *accused])


def _store(session: Session, actor: Actor, visits: Sequence[NewVisit]) -> None:
    ensure_months(session, [visit.evidence.checked_in_at for visit in visits])
    logged = (log_rows(visit.id, unit_path=actor.unit_path, judgement=visit.judgement) for visit in visits)
    told = (evidence_row(visit.id, visit.evidence.phone, unit_id=actor.unit_id) for visit in visits)
    insert_together(
        session,
        {
            VisitReceipt: [_receipt(actor, visit) for visit in visits],
            Visit: [_columns(actor, visit) for visit in visits],
            VisitLog: [row for rows in logged for row in rows],
            VisitPosition: [row for visit in visits for row in _positions(actor, visit)],
            VisitEvidence: [row for row in told if row is not None],
        },
    )
    accounts.record_visits(session, member_id=actor.member_id, visits=[_worth(visit) for visit in visits])


def _receipt(actor: Actor, visit: NewVisit) -> dict[str, Any]:
    bound = {"visit_id": visit.visit_id, "id": visit.id, "input_hash": visit.input_hash}
    return {"member_id": actor.member_id, **bound}


def _columns(actor: Actor, visit: NewVisit) -> dict[str, Any]:
    evidence, judgement, departure = visit.evidence, visit.judgement, visit.departure
    return {
        "id": visit.id,
        "visit_id": visit.visit_id,
        "member_id": actor.member_id,
        "unit_path": list(actor.unit_path),
        "account_id": visit.account.id,
        "account_name": visit.account.name,
        "region_id": visit.account.region_id,
        "checked_in_at": evidence.checked_in_at,
        "recorded_at": evidence.recorded_at,
        "sent_at": evidence.sent_at,
        "received_at": evidence.received_at,
        "offline": evidence.offline,
        "no_fix_reason": visit.no_fix_reason,
        "distance_meters": evidence.distance_meters,
        "on_site_probability": evidence.on_site_probability,
        "geofence_meters": evidence.geofence_meters,
        "in_work_hours": evidence.in_work_hours,
        "max_accuracy_meters": evidence.max_accuracy_meters,
        "max_fix_age_seconds": evidence.max_fix_age_seconds,
        "off_site": visit.off_site,
        "presence": judgement.presence,
        "standing": judgement.standing,
        "refused": judgement.refused,
        "rule_version": judgement.rule_version,
        "trust_score": judgement.trust_score,
        "signals": [signal_to_json(signal) for signal in judgement.signals],
        "signal_codes": [signal.code for signal in judgement.signals],
        "closes_at": visit.closes_at,
        "checked_out_at": departure and departure.at,
        "outcome": departure and departure.outcome,
        "note": departure and departure.note,
        "check_out_hash": departure and departure.input_hash,
        **columns_of(evidence.signature_check, due_at=visit.latest_arrival_at),
    }


def _positions(actor: Actor, visit: NewVisit) -> list[dict[str, Any]]:
    fixes = {"CHECK_IN": visit.evidence.fix, "CHECK_OUT": None if visit.departure is None else visit.departure.fix}
    return [position_row(visit.id, act, fix, unit_id=actor.unit_id) for act, fix in fixes.items() if fix is not None]


def _worth(visit: NewVisit) -> accounts.VisitWorth:
    return accounts.VisitWorth(visit.id, visit.account.id, visit.evidence.checked_in_at, visit.judgement.standing)


def _tell(session: Session, actor: Actor, visits: Sequence[NewVisit], *, act: str, now: datetime) -> None:
    told = {
        visit.id: {
            "account": str(visit.account.id),
            "presence": visit.judgement.presence.value,
            "standing": visit.judgement.standing.value,
        }
        for visit in visits
    }
    refused = {visit.id for visit in visits if visit.judgement.refused}
    entries = [(id, "TooFarFromAccount" if id in refused else audit.DONE, details) for id, details in told.items()]
    audit.record_each(session, now=now, member_id=actor.member_id, act=act, entries=entries)
    member = {"member": str(actor.member_id)}
    events.publish_each(
        session, now=now, kind="visit.recorded", payloads={id: {**member, **details} for id, details in told.items()}
    )
