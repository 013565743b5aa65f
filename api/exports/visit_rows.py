"""Visits as rows for a spreadsheet or a map. Nothing of trust is in them: that belongs to the review."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

import people
import regions
import reviews
import visits
from api.context import Context, Look
from api.global_ids import global_id
from core.paging import PageRequest
from geo import Fix

ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Chunk:
    rows: list[dict[str, Any]]
    "By column; None where a visit has no such value."
    next: str | None
    "Cursor of the chunk after this; None at the end."


def chunk_of_visits(context: Context, wanted: visits.VisitFilter, after: str | None) -> Chunk:
    """The next visits of the log, newest check-in first, with the positions that are still kept: the viewer looks."""
    session, actor, now = context.session, context.actor, context.now
    request = PageRequest(ROWS_AT_ONCE, after, most=ROWS_AT_ONCE)
    page = visits.visit_page(session, actor, wanted, request, now, is_blind=partial(reviews.is_blind, actor))
    ids = [view.id for view in page.items]
    fixes = visits.fixes_by_visit(session, actor, ids)
    names, codes = _member_names(session, actor, page.items), _region_codes(session, page.items)
    context.looks.update(
        Look(view.id, view.member_id) for view in page.items if view.id in fixes and view.member_id != actor.member_id
    )
    rows = [_row(view, names[view.id], codes.get(view.id), fixes.get(view.id)) for view in page.items]
    return Chunk(rows, page.cursors[-1] if page.has_next else None)


def csv_of(rows: Sequence[dict[str, Any]], *, with_heading: bool) -> bytes:
    """RFC 4180 in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if with_heading:
        writer.writerow(COLUMNS)
    writer.writerows([_cell(row[column]) for column in COLUMNS] for row in rows)
    return text.getvalue().encode()


def features_of(rows: Sequence[dict[str, Any]]) -> list[bytes]:
    """A GeoJSON Feature (RFC 7946) a visit: its fix as a Point, null where there is none."""
    return [
        orjson.dumps({"type": "Feature", "id": row["id"], "geometry": _point(row), "properties": row}) for row in rows
    ]


def _member_names(session: Session, actor: people.Actor, views: Sequence[visits.VisitView]) -> dict[UUID, str]:
    """By visit, also where its member has moved out of sight since."""
    known = people.members_by_id(session, actor, list({view.member_id for view in views}))
    moved = [view.id for view in views if view.member_id not in known]
    former = visits.former_members(session, actor, moved) if moved else {}
    return {view.id: (known.get(view.member_id) or former[view.id]).name for view in views}


def _region_codes(session: Session, views: Sequence[visits.VisitView]) -> dict[UUID, str]:
    """By visit, without those that were in no region."""
    placed = {view.id: view.region_id for view in views if view.region_id is not None}
    known = regions.regions_by_id(session, list(set(placed.values())))
    return {visit_id: known[region_id].code for visit_id, region_id in placed.items()}


def _row(view: visits.VisitView, member: str, region: str | None, fix: Fix | None) -> dict[str, Any]:
    return {
        "id": global_id("Visit", view.id),
        "visitId": str(view.visit_id),
        "memberId": global_id("Member", view.member_id),
        "member": member,
        "accountId": global_id("Account", view.account_id),
        "account": view.account_name,
        "region": region,
        "checkedInAt": _instant(view.checked_in_at),
        "checkedOutAt": _instant(view.checked_out_at),
        "receivedAt": _instant(view.received_at),
        "offline": view.offline,
        "status": view.status.value,
        "presence": view.presence.value,
        "standing": view.standing.value,
        "distanceMeters": view.distance_meters,
        "onSiteProbability": view.on_site_probability,
        "outcome": view.outcome,
        "note": view.note,
        "longitude": None if fix is None else fix.position.longitude,
        "latitude": None if fix is None else fix.position.latitude,
        "accuracyMeters": None if fix is None else fix.accuracy_meters,
    }


_BEGINNINGS_OF_FORMULAS = tuple("=+-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}")
COLUMNS = (
    "id visitId memberId member accountId account region checkedInAt checkedOutAt receivedAt offline status presence"
    " standing distanceMeters onSiteProbability outcome note longitude latitude accuracyMeters"
).split()


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat().replace("+00:00", "Z")


def _cell(value: object) -> object:
    # A spreadsheet runs text that begins like a formula: a rep's note or a customer's name must not become one.
    if isinstance(value, str) and value.startswith(_BEGINNINGS_OF_FORMULAS):
        return f"'{value}"
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


def _point(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["longitude"] is None:
        return None
    return {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
