"""Gaps in the chains of signed evidence that nothing can fill any more."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from visits.accuse import enter_doubts
from visits.chain import gaps_come_due, signature_checks
from visits.signals import RaisedBy, Severity, Signal, SignalCode


def doubt_broken_chains(session: Session, *, since: datetime, now: datetime) -> list[UUID]:
    """Doubt the visits whose predecessor was due from `since` on and hasn't come; the ids of the suspect.

    As the writer; done twice, it does its work once.
    """
    due = gaps_come_due(session, since=since, until=now)
    checks = signature_checks(session, due, now) if due else {}
    doubts = {
        visit_id: [_signal(check.fault, visit_id, now)] for visit_id, check in checks.items() if check.fault is not None
    }
    return enter_doubts(session, doubts, now=now)


def _signal(fault: str, visit_id: UUID, now: datetime) -> Signal:
    return Signal(SignalCode.EVIDENCE_BROKEN, Severity.HARD, 100, fault, raised_by=RaisedBy(now.timestamp(), visit_id))
