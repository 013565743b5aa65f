"""What this room keeps about a member, for the member to have."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

_PERSON = text("""
    SELECT jsonb_build_object(
        'name', member.name, 'login', credential.login, 'role', member.role, 'unit', org_unit.name,
        'timeZone', member.time_zone, 'workHours', member.work_hours,
        'joinedAt', member.joined_at, 'leftAt', member.left_at,
        'sessions', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'deviceName', device_name, 'startedAt', started_at, 'endedAt', ended_at) ORDER BY started_at), '[]')
            FROM member_session WHERE member_id = member.id
        ),
        'devices', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'name', name, 'platform', platform, 'enrolledAt', enrolled_at, 'revokedAt', revoked_at)
                ORDER BY enrolled_at), '[]')
            FROM device WHERE member_id = member.id
        )
    )
    FROM member JOIN org_unit ON org_unit.id = member.unit_id LEFT JOIN credential ON credential.member_id = member.id
    WHERE member.id = :member_id
""")


def personal_data(session: Session, member_id: UUID) -> dict[str, Any]:
    """Who the member is, and from where the member signed in. To be called as the writer."""
    kept: dict[str, Any] = session.scalars(_PERSON, {"member_id": member_id}).one()
    return kept
