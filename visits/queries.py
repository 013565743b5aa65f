"""Every SELECT that leaves this room, each within the viewer's sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Text, and_, cast, func, literal, not_, or_, select
from sqlalchemy.orm import Session

from accounts import Standing
from core.ids import lowest_id_at
from core.paging import Keyset, Page, PageRequest
from geo import Datum, Fix, FixProvider, Position
from people import Actor
from visits.kinds import Presence, VisitStatus
from visits.signals import SignalCode
from visits.tables import Visit, VisitLog, VisitPosition
from visits.views import VISITS, RefusedVisit, VisitView, visit_view


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """What of the log to show; None and empty: no matter which. The period is half-open."""

    under: UUID | None = None
    member_id: UUID | None = None
    account_id: UUID | None = None
    region_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    statuses: Sequence[VisitStatus] = ()
    presences: Sequence[Presence] = ()
    standings: Sequence[Standing] = ()
    signals: Sequence[SignalCode] = ()


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """A member's own visits, and for others than reps those stamped with a path through the actor's unit."""
    own = Visit.member_id == actor.member_id
    return own if actor.is_rep else or_(own, _made_for(actor.unit_id))


def visits_by_id(session: Session, actor: Actor, ids: Sequence[UUID], now: datetime) -> dict[UUID, VisitView]:
    rows = session.execute(VISITS.where(Visit.id.in_(ids), visible_to(actor)))
    return {row.id: visit_view(row, now) for row in rows}


def visit_page(
    session: Session, actor: Actor, wanted: VisitFilter, request: PageRequest, now: datetime
) -> Page[VisitView]:
    """The log, newest check-in first."""
    statement, id_column = _log(actor, wanted)
    statement = statement.where(visible_to(actor), *_conditions(wanted, id_column, now))
    newest_first = Keyset(columns=(id_column,), parsers=(UUID,), descending=True)
    return newest_first.page(session, statement, request, lambda row: visit_view(row, now))


def fixes_by_visit(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Fix]:
    """The fix of each visit's check-in that was stored and is still kept."""
    visible = select(Visit.id).where(Visit.id.in_(ids), visible_to(actor))
    rows = session.execute(_FIXES.where(VisitPosition.visit_id.in_(visible), VisitPosition.act == "CHECK_IN"))
    return {
        row.visit_id: Fix(
            position=Position(row.longitude, row.latitude),
            raw=Position(row.raw_longitude, row.raw_latitude),
            datum=Datum(row.datum),
            accuracy_meters=row.accuracy_meters,
            recorded_at=row.recorded_at,
            altitude_meters=row.altitude_meters,
            speed_meters_per_second=row.speed_meters_per_second,
            bearing_degrees=row.bearing_degrees,
            provider=FixProvider(row.provider),
            mocked=row.mocked,
        )
        for row in rows
    }


def refused_visit(session: Session, id: UUID) -> RefusedVisit | None:
    """How far off a visit was that the policy refused; None where it was stored as a visit. For its own rep."""
    row = session.execute(
        select(Visit.distance_meters, Visit.geofence_meters).where(Visit.id == id, Visit.refused)
    ).one_or_none()
    return None if row is None else RefusedVisit(row.distance_meters, row.geofence_meters)


def _made_for(unit_id: UUID) -> ColumnElement[bool]:
    return literal(unit_id) == Visit.unit_path.any_()


def _log(actor: Actor, wanted: VisitFilter) -> tuple[Select[tuple[object, ...]], ColumnElement[UUID]]:
    """The narrowest index to read from: that of a member, an account or a region, else a unit's log."""
    narrow = {
        Visit.member_id: wanted.member_id,
        Visit.account_id: wanted.account_id,
        Visit.region_id: wanted.region_id,
    }
    chosen = [column == value for column, value in narrow.items() if value is not None]
    if actor.is_rep or chosen:
        made_for = [] if wanted.under is None else [_made_for(wanted.under)]
        return VISITS.where(*chosen, *made_for), Visit.id  # type: ignore[return-value]
    logged = VISITS.join(VisitLog, VisitLog.visit_id == Visit.id).where(
        VisitLog.unit_id == (wanted.under or actor.unit_id)
    )
    return logged, VisitLog.visit_id  # type: ignore[return-value]


def _conditions(wanted: VisitFilter, id_column: ColumnElement[UUID], now: datetime) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        conditions.append(id_column >= lowest_id_at(wanted.since))
    if wanted.until is not None:
        conditions.append(id_column < lowest_id_at(wanted.until))
    if wanted.statuses:
        conditions.append(or_(*(_has_status(status, now) for status in wanted.statuses)))
    if wanted.presences:
        conditions.append(Visit.presence.in_(wanted.presences))
    if wanted.standings:
        conditions.append(Visit.standing.in_(wanted.standings))
    if wanted.signals:
        codes = cast([code.value for code in wanted.signals], ARRAY(Text))
        conditions.append(Visit.signal_codes.bool_op("&&")(codes))
    return conditions


def _has_status(status: VisitStatus, now: datetime) -> ColumnElement[bool]:
    is_over = or_(Visit.checked_out_at.is_not(None), Visit.closes_at <= now)
    match status:
        case VisitStatus.REFUSED:
            return Visit.refused.is_(True)
        case VisitStatus.COMPLETED:
            return and_(not_(Visit.refused), is_over)
        case VisitStatus.OPEN:
            return and_(not_(Visit.refused), not_(is_over))


_FIXES = select(
    VisitPosition.visit_id,
    func.ST_X(func.geometry(VisitPosition.position)).label("longitude"),
    func.ST_Y(func.geometry(VisitPosition.position)).label("latitude"),
    VisitPosition.raw_longitude,
    VisitPosition.raw_latitude,
    VisitPosition.datum,
    VisitPosition.accuracy_meters,
    VisitPosition.recorded_at,
    VisitPosition.altitude_meters,
    VisitPosition.speed_meters_per_second,
    VisitPosition.bearing_degrees,
    VisitPosition.provider,
    VisitPosition.mocked,
)
