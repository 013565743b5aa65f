"""Grants as those see them who may see their member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from people import Actor, visible_member_ids
from regions.tables import CrossRegionGrant


@dataclass(frozen=True, slots=True)
class GrantView:
    id: UUID
    member_id: UUID
    region_id: UUID
    until: datetime
    reason: str
    granted_by: UUID
    revoked_at: datetime | None


def grants_visible_to(actor: Actor) -> ColumnElement[bool]:
    return CrossRegionGrant.member_id.in_(visible_member_ids(actor))


def grants_by_id(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, GrantView]:
    rows = session.execute(_GRANTS.where(CrossRegionGrant.id.in_(ids), grants_visible_to(actor)))
    return {row.id: _grant(row) for row in rows}


def grants_of_members(session: Session, actor: Actor, member_ids: Sequence[UUID]) -> dict[UUID, list[GrantView]]:
    """All grants of each of the members, past ones too, newest first."""
    found: dict[UUID, list[GrantView]] = {member_id: [] for member_id in member_ids}
    statement = _GRANTS.where(CrossRegionGrant.member_id.in_(member_ids), grants_visible_to(actor))
    for row in session.execute(statement.order_by(CrossRegionGrant.starts_at.desc(), CrossRegionGrant.id.desc())):
        found[row.member_id].append(_grant(row))
    return found


_GRANTS = select(
    CrossRegionGrant.id,
    CrossRegionGrant.member_id,
    CrossRegionGrant.region_id,
    CrossRegionGrant.until,
    CrossRegionGrant.reason,
    CrossRegionGrant.granted_by,
    CrossRegionGrant.revoked_at,
)


def _grant(row: Any) -> GrantView:
    return GrantView(*row)
