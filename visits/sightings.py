"""Where members were seen around visits under review, for a person to compare; within the viewer's sight.

Each function takes two statements, however much is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Select, Uuid, and_, bindparam, func, literal, or_, select, true
from sqlalchemy.orm import Session

from core.ids import lowest_id_at
from geo import Fix
from people import Actor
from visits.queries import fixes_by_visit, visible_to
from visits.tables import Visit, VisitEvidence

MOST_AT_AN_ACCOUNT = 50


@dataclass(frozen=True, slots=True)
class Sighting:
    """A visit as it was sent; `fix` and `device` as long as they are kept."""

    visit_id: UUID
    member_id: UUID
    account_id: UUID
    checked_in_at: datetime
    clock_offset_seconds: float
    "How far the phone's clock was ahead when it sent the visit."
    geofence_meters: int
    device: str | None
    fix: Fix | None


@dataclass(frozen=True, slots=True)
class Span:
    """A member's time, from the first check-in to the last, inclusive."""

    member_id: UUID
    since: datetime
    until: datetime


def sightings_of_members(session: Session, actor: Actor, spans: Sequence[Span]) -> list[Sighting]:
    """The members' visits within those times, earliest first."""
    within = [
        and_(
            Visit.member_id == span.member_id,
            Visit.id >= lowest_id_at(span.since),
            Visit.id < lowest_id_at(span.until),
        )
        for span in spans
    ]
    if not within:
        return []
    return _sightings(session, actor, _SIGHTINGS.where(visible_to(actor), or_(*within)).order_by(Visit.id))


def sightings_at_accounts(session: Session, actor: Actor, account_ids: Sequence[UUID]) -> list[Sighting]:
    """The latest visits to each of the accounts, whoever made them, `MOST_AT_AN_ACCOUNT` of each."""
    wanted = select(func.unnest(bindparam(None, list(account_ids), ARRAY(Uuid), unique=True)).label("id")).subquery()
    latest = (
        select(Visit.id)
        .where(Visit.account_id == wanted.c.id, visible_to(actor))
        .order_by(Visit.id.desc())
        .limit(MOST_AT_AN_ACCOUNT)
        .correlate(wanted)
        .lateral("latest")
    )
    ids = session.scalars(select(latest.c.id).select_from(wanted).join(latest, true())).all()
    return _sightings(session, actor, _SIGHTINGS.where(Visit.id.in_(ids), visible_to(actor)).order_by(Visit.id))


def users_of_devices(session: Session, actor: Actor, devices: Sequence[str], since: datetime) -> dict[str, int]:
    """By device, how many members in sight have checked in with it since then."""
    counted = (
        select(VisitEvidence.device, func.count(Visit.member_id.distinct()).label("users"))
        .join(Visit, Visit.id == VisitEvidence.visit_id)
        .where(
            VisitEvidence.device.in_(devices),
            VisitEvidence.visit_id >= literal(lowest_id_at(since)),
            visible_to(actor),
        )
        .group_by(VisitEvidence.device)
    )
    return {row.device: row.users for row in session.execute(counted)} if devices else {}


def _sightings(session: Session, actor: Actor, statement: Select[*tuple[Any, ...]]) -> list[Sighting]:
    rows = session.execute(statement).all()
    fixes = fixes_by_visit(session, actor, [row.id for row in rows]) if rows else {}
    return [
        Sighting(
            visit_id=row.id,
            member_id=row.member_id,
            account_id=row.account_id,
            checked_in_at=row.checked_in_at,
            clock_offset_seconds=(row.sent_at - row.received_at).total_seconds(),
            geofence_meters=row.geofence_meters,
            device=row.device,
            fix=fixes.get(row.id),
        )
        for row in rows
    ]


_SIGHTINGS = select(
    Visit.id,
    Visit.member_id,
    Visit.account_id,
    Visit.checked_in_at,
    Visit.sent_at,
    Visit.received_at,
    Visit.geofence_meters,
    VisitEvidence.device,
).outerjoin(VisitEvidence, VisitEvidence.visit_id == Visit.id)
