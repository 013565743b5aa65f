"""What this room keeps about a member, for the member to have."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

_HELD = text("""
    SELECT jsonb_build_object(
        'account', account.name, 'from', holding.starts_at, 'until', holding.ends_at, 'began', holding.began)
    FROM holding JOIN account ON account.id = holding.account_id
    WHERE holding.member_id = :member_id ORDER BY holding.starts_at, holding.id
""")


def personal_data(session: Session, member_id: UUID) -> list[dict[str, Any]]:
    """The accounts that the member has held, oldest first. To be called as the writer."""
    return list(session.scalars(_HELD, {"member_id": member_id}))
