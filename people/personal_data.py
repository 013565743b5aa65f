"""What this room keeps about a member, for the member to have."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from people.proof import normal_login

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
_BY_LOGIN = text("SELECT member_id FROM credential WHERE login = :login")
_NAMES = text("SELECT id, name FROM member WHERE id = ANY (:ids)")


def personal_data(session: Session, member_id: UUID) -> dict[str, Any]:
    """Who the member is, and from where the member signed in. To be called as the writer."""
    kept: dict[str, Any] = session.scalars(_PERSON, {"member_id": member_id}).one()
    return kept


def member_id_of_login(session: Session, login: str) -> UUID | None:
    """For the operator at the command line."""
    found: UUID | None = session.scalar(_BY_LOGIN, {"login": normal_login(login)})
    return found


def member_names(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    """Names of members wherever they are, for the operator at the command line."""
    return {row.id: row.name for row in session.execute(_NAMES, {"ids": list(ids)})}
