"""What this room keeps about a member, as far as the member may know it: cases that are decided."""

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

_CASES = text("""
    SELECT jsonb_build_object(
        'kind', kind, 'openedAt', opened_at, 'decision', decision, 'decidedAt', decided_at, 'appealedAt', appealed_at,
        'trustScore', trust_score, 'ruleVersion', rule_version,
        'signals', (
            SELECT coalesce(jsonb_agg(signal - ARRAY['others', 'raised_by']), '[]')
            FROM (
                SELECT review_case.signals
                UNION ALL
                SELECT visit.signals || case_visit.signals
                FROM case_visit JOIN visit ON visit.id = case_visit.visit_id WHERE case_id = review_case.id
            ) AS doubts (signals), jsonb_array_elements(doubts.signals) AS signal
        ),
        'visits', (
            SELECT coalesce(jsonb_agg(visit.visit_id ORDER BY visit.id), '[]')
            FROM case_visit JOIN visit ON visit.id = case_visit.visit_id WHERE case_id = review_case.id
        ),
        'history', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('at', at, 'kind', kind, 'decision', decision, 'note', note)
                ORDER BY at, number), '[]')
            FROM case_event WHERE case_id = review_case.id
        )
    )
    FROM review_case WHERE member_id = :member_id AND decision IS NOT NULL
        AND (kind <> 'SAMPLE' OR decision = 'CONFIRMED' OR appealed_at IS NOT NULL)
    ORDER BY opened_at, id
""")


def personal_data(session: Session, member_id: UUID) -> list[dict[str, Any]]:
    """The decided cases about the member, oldest first, without reviewers' names. To be called as the writer."""
    return list(session.scalars(_CASES, {"member_id": member_id}))
