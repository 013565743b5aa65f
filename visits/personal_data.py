"""What this room keeps about a member: for the member to have, or to be forgotten.

Scores and signals are left out: a member sees those of decided cases, with the cases.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

_VISITS = text("""
    SELECT jsonb_build_object(
        'visitId', visit.visit_id, 'account', visit.account_name,
        'checkedInAt', visit.checked_in_at, 'checkedOutAt', visit.checked_out_at, 'recordedAt', visit.recorded_at,
        'sentAt', visit.sent_at, 'receivedAt', visit.received_at, 'offline', visit.offline,
        'distanceMeters', visit.distance_meters, 'onSiteProbability', visit.on_site_probability,
        'presence', visit.presence, 'standing', visit.standing, 'refused', visit.refused,
        'outcome', visit.outcome, 'note', visit.note, 'noFixReason', visit.no_fix_reason,
        'positions', (
            SELECT coalesce(jsonb_agg(
                to_jsonb(fix) - ARRAY['visit_id', 'unit_id', 'position'] || jsonb_build_object(
                    'longitude', ST_X(fix.position::geometry), 'latitude', ST_Y(fix.position::geometry))), '[]')
            FROM visit_position fix WHERE fix.visit_id = visit.id
        ),
        'evidence', (
            SELECT to_jsonb(evidence) - ARRAY['visit_id', 'unit_id']
            FROM visit_evidence evidence WHERE evidence.visit_id = visit.id
        )
    )
    FROM visit WHERE visit.member_id = :member_id ORDER BY visit.id
""")
_OWN = text("SELECT id, visit_id FROM visit WHERE member_id = :member_id AND id = ANY (:ids)")
_ERASE = [
    text("DELETE FROM visit_position USING visit WHERE visit.id = visit_position.visit_id AND member_id = :member_id"),
    text("DELETE FROM visit_evidence USING visit WHERE visit.id = visit_evidence.visit_id AND member_id = :member_id"),
    text("UPDATE visit SET no_fix_reason = NULL WHERE member_id = :member_id AND no_fix_reason IS NOT NULL"),
]


def personal_data(session: Session, member_id: UUID) -> list[dict[str, Any]]:
    """The member's visits with all that is still kept of them, oldest first. To be called as the writer."""
    return list(session.scalars(_VISITS, {"member_id": member_id}))


def member_visit_ids(session: Session, member_id: UUID, ids: set[UUID]) -> dict[UUID, UUID]:
    """The phone's ids of those of the visits that are the member's, by visit. To be called as the writer."""
    rows = session.execute(_OWN, {"member_id": member_id, "ids": list(ids)})
    return {row.id: row.visit_id for row in rows}


def erase_member(session: Session, member_id: UUID) -> None:
    """Forget where the member was; the verdicts stay, and the notes, which are about customers."""
    for statement in _ERASE:
        session.execute(statement, {"member_id": member_id})
