"""Visits as their viewers may see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from accounts import Standing
from visits.kinds import Presence, VisitOutcome, VisitStatus
from visits.signals import Signal, signal_from_json
from visits.tables import Visit

CLOSED_BY_SERVER = "Closed by the server at the end of the day: no check-out arrived."


@dataclass(frozen=True, slots=True)
class VisitView:
    id: UUID
    visit_id: UUID
    member_id: UUID
    account_id: UUID
    account_name: str
    region_id: UUID | None
    status: VisitStatus
    checked_in_at: datetime
    checked_out_at: datetime | None
    received_at: datetime
    offline: bool
    distance_meters: float | None
    on_site_probability: float | None
    presence: Presence
    standing: Standing
    trust_score: int
    signals: tuple[Signal, ...]
    outcome: VisitOutcome | None
    note: str | None


@dataclass(frozen=True, slots=True)
class RefusedVisit:
    distance_meters: float
    geofence_meters: int


VISITS = select(
    Visit.id,
    Visit.visit_id,
    Visit.member_id,
    Visit.account_id,
    Visit.account_name,
    Visit.region_id,
    Visit.checked_in_at,
    Visit.checked_out_at,
    Visit.closes_at,
    Visit.received_at,
    Visit.offline,
    Visit.distance_meters,
    Visit.on_site_probability,
    Visit.presence,
    Visit.standing,
    Visit.refused,
    Visit.trust_score,
    Visit.signals,
    Visit.outcome,
    Visit.note,
)


def visit_view(row: Any, now: datetime) -> VisitView:
    """A row with the columns of VISITS, as it stands at `now`: a visit that nobody ended is over with the day."""
    is_forgotten = not row.refused and row.checked_out_at is None and row.closes_at <= now
    return VisitView(
        id=row.id,
        visit_id=row.visit_id,
        member_id=row.member_id,
        account_id=row.account_id,
        account_name=row.account_name,
        region_id=row.region_id,
        status=_status(row, is_forgotten),
        checked_in_at=row.checked_in_at,
        checked_out_at=row.closes_at if is_forgotten else row.checked_out_at,
        received_at=row.received_at,
        offline=row.offline,
        distance_meters=row.distance_meters,
        on_site_probability=row.on_site_probability,
        presence=Presence(row.presence),
        standing=Standing(row.standing),
        trust_score=row.trust_score,
        signals=tuple(signal_from_json(stored) for stored in row.signals),
        outcome=None if row.outcome is None else VisitOutcome(row.outcome),
        note=CLOSED_BY_SERVER if is_forgotten else row.note,
    )


def _status(row: Any, is_forgotten: bool) -> VisitStatus:
    if row.refused:
        return VisitStatus.REFUSED
    return VisitStatus.COMPLETED if is_forgotten or row.checked_out_at is not None else VisitStatus.OPEN
