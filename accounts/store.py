"""Puts new accounts into the table, with nobody as their owner yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2 import WKTElement
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from accounts.details import NewAccount
from accounts.kinds import Stage
from accounts.opening_hours_json import week_to_json
from accounts.tables import Account
from core.ids import new_id
from geo import Position


def store(
    session: Session,
    accounts: Sequence[tuple[NewAccount, UUID | None]],
    *,
    by_id: UUID | None,
    now: datetime,
) -> list[UUID]:
    """Store checked accounts, each with the region it lies in; their ids, in the same order.

    One whose external number another account has already is not stored, and its id is missing.
    """
    rows = [_row(account, region_id, by_id, now) for account, region_id in accounts]
    statement = insert(Account).on_conflict_do_nothing(index_elements=["external_id"]).returning(Account.id)
    stored = set(session.scalars(statement, rows))
    return [row["id"] for row in rows if row["id"] in stored]


def point(position: Position) -> WKTElement:
    """The position as a geography column takes it."""
    return WKTElement(f"POINT({position.longitude!r} {position.latitude!r})", srid=4326)


def _row(account: NewAccount, region_id: UUID | None, by_id: UUID | None, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "name": account.name,
        "address": account.address,
        "category": account.category,
        "external_id": account.external_id,
        "phone": account.phone,
        "tax_id": account.tax_id,
        "position": point(account.position),
        "geofence_meters": account.geofence_meters,
        "stage": Stage.LEAD,
        "value": account.value,
        "visit_minutes": account.visit_minutes,
        "opening_hours": None if account.opening_hours is None else week_to_json(account.opening_hours),
        "region_id": region_id,
        "held_visits": 0,
        "created_at": now,
        "created_by": by_id,
    }
