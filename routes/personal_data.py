"""What this room keeps about a member: for the member to have, or to be forgotten."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from routes.erase_paths import erase_paths

_EVER = datetime.max.replace(tzinfo=UTC)

_ROUTES = text("""
    SELECT jsonb_build_object(
        'date', route.date, 'mode', route.mode, 'plannedAt', route.planned_at,
        'departsAt', route.departs_at, 'returnsAt', route.returns_at, 'path', ST_AsGeoJSON(route.path)::jsonb,
        'stops', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'account', account_name, 'arrivesAt', arrives_at, 'departsAt', departs_at) ORDER BY number), '[]')
            FROM day_route_stop WHERE route_id = route.id
        )
    )
    FROM day_route route WHERE route.member_id = :member_id ORDER BY route.planned_at, route.id
""")


def personal_data(session: Session, member_id: UUID) -> list[dict[str, Any]]:
    """The member's day routes, all versions, oldest first. To be called as the writer."""
    return list(session.scalars(_ROUTES, {"member_id": member_id}))


def erase_member(session: Session, member_id: UUID) -> None:
    """Forget where the member was to drive; which customers were planned stays."""
    while erase_paths(session, member_ids=[member_id], before=_EVER):
        pass
