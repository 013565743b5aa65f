"""Every SELECT that leaves this room, each within the viewer's sight."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, FromClause, Select, func, literal, not_, or_, select, true, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.clock import span_of_day
from core.paging import Keyset, Page, PageRequest
from geo import Fix
from people import Actor, units_below
from visits.kinds import VisitStatus
from visits.log import marks_for
from visits.positions import fix_of
from visits.signals import OF_PRESENCE
from visits.tables import Visit, VisitLog, VisitPosition
from visits.views import VISITS, VisitView, visit_view
from visits.visit_filter import VisitFilter, bears_one_of

IsBlind = Callable[[InstrumentedAttribute[UUID]], ColumnElement[bool]]
"Whether the doubts about the visit of an id are kept from the actor."


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """A member's own visits, and for others than reps those stamped with a path through the actor's unit."""
    own = Visit.member_id == actor.member_id
    return own if actor.is_rep else or_(own, _made_for(actor.unit_id))


def visits_by_id(session: Session, actor: Actor, ids: Sequence[UUID], now: datetime) -> dict[UUID, VisitView]:
    rows = session.execute(VISITS.where(Visit.id.in_(ids), visible_to(actor)))
    return {row.id: visit_view(row, now) for row in rows}


def visit_page(
    session: Session,
    actor: Actor,
    wanted: VisitFilter,
    request: PageRequest,
    now: datetime,
    *,
    is_blind: IsBlind | None = None,
) -> Page[VisitView]:
    """The log, newest check-in first, from the narrowest index: that of a member, an account, a region, or a unit's.

    Of the signals a rep may ask for those of presence only: the others would tell what a rep isn't to know. So they
    would of what `is_blind`.
    """
    if actor.is_rep and wanted.signals:
        wanted = replace(wanted, signals=[code for code in wanted.signals if code in OF_PRESENCE])
        if not wanted.signals:
            return Page([], [], has_next=False, has_previous=False)
    named = list(_named(wanted))
    fitting = VISITS.where(visible_to(actor), *wanted.conditions(now), *_told(wanted, is_blind))
    if actor.is_rep or named:
        made_for = [] if wanted.under is None else [_made_for(wanted.under)]
        found = fitting.where(*named, *made_for)
        return _NEWEST_FIRST.page(session, found, request, lambda row: visit_view(row, now))
    # OFFSET 0 keeps the planner from going through all visits and asking the log about each.
    visit = fitting.where(Visit.id == VisitLog.visit_id).correlate(VisitLog).offset(0).lateral("visit_of_log")
    ranges = list(_in_log(actor, wanted, now))
    marked = [_marked(visit, mark, ranges, request) for mark in marks_for(wanted.words)]
    logged = union_all(*(select(rows.subquery()) for rows in marked)).subquery("logged")
    page = select(logged).ext(distinct_on(logged.c.key_0)).order_by(logged.c.key_0.desc()).limit(request.first + 1)
    return _NEWEST_FIRST.collect(session.execute(page).all(), request, lambda row: visit_view(row, now))


def visits_of_day(
    session: Session, actor: Actor, *, member_id: UUID, day: date, zone: ZoneInfo, now: datetime
) -> dict[UUID, VisitView]:
    """By account, the member's latest visit there on a local date that wasn't refused; of the latest hundred."""
    since, until = span_of_day(day, zone)
    page = visit_page(session, actor, VisitFilter(member_id=member_id, since=since, until=until), _A_DAY, now)
    return {view.account_id: view for view in reversed(page.items) if view.status is not VisitStatus.REFUSED}


def fixes_by_visit(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Fix]:
    """The fix of each visit's check-in that was stored and is still kept."""
    visible = select(Visit.id).where(Visit.id.in_(ids), visible_to(actor))
    rows = session.execute(_FIXES.where(VisitPosition.visit_id.in_(visible), VisitPosition.act == "CHECK_IN"))
    return {row.visit_id: fix_of(row, recorded_at=row.recorded_at) for row in rows}


def _made_for(unit_id: UUID) -> ColumnElement[bool]:
    return literal(unit_id) == Visit.unit_path.any_()


def _named(wanted: VisitFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.member_id is not None:
        yield Visit.member_id == wanted.member_id
    if wanted.account_id is not None:
        yield Visit.account_id == wanted.account_id
    if wanted.region_id is not None:
        yield Visit.region_id == wanted.region_id


def _told(wanted: VisitFilter, is_blind: IsBlind | None) -> Iterator[ColumnElement[bool]]:
    """Of what is blind, only what is found by signals of presence, which are always shown."""
    if is_blind is not None and not OF_PRESENCE.issuperset(wanted.signals):
        of_presence = [code for code in wanted.signals if code in OF_PRESENCE]
        yield or_(bears_one_of(of_presence), not_(is_blind(Visit.id)))


def _in_log(actor: Actor, wanted: VisitFilter, now: datetime) -> Iterator[ColumnElement[bool]]:
    """The period in the log of a unit in sight."""
    unit_id = wanted.under or actor.unit_id
    yield VisitLog.unit_id == unit_id
    yield from wanted.within(VisitLog.visit_id, now)
    # Else the whole log of a unit out of sight would be searched for what is in sight.
    yield literal(unit_id).in_(units_below(actor.unit_id))


def _marked(
    visit: FromClause, mark: str, ranges: Sequence[ColumnElement[bool]], request: PageRequest
) -> Select[*tuple[Any, ...]]:
    """A page from a unit's log under one mark."""
    statement = select(visit).select_from(VisitLog).join(visit, true()).where(VisitLog.mark == mark, *ranges)
    return Keyset(columns=(VisitLog.visit_id,), parsers=(UUID,), descending=True).sliced(statement, request)


_A_DAY = PageRequest(100)
_NEWEST_FIRST = Keyset(columns=(Visit.id,), parsers=(UUID,), descending=True)
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
