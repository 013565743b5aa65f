"""Whether the visits themselves agree with what the accounts were credited for them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CreditDifference:
    account_id: UUID
    what: str


def verify_credits(session: Session) -> list[CreditDifference]:
    """Every visit whose standing, account, member or instant differs from its credit's. As the writer, with time."""
    return [CreditDifference(row.account_id, row.what) for row in session.execute(_DIFFERENCES)]


_DIFFERENCES = text("""
    SELECT coalesce(visit.account_id, credit.account_id) AS account_id, format(
        'Visit %s of %s at %s is %s; its credit is %s''s at %s, %s.', coalesce(visit.id, credit.visit_id),
        visit.member_id, visit.checked_in_at, coalesce(visit.standing, 'not on record'),
        coalesce(credit.member_id::text, 'nobody'), credit.at, coalesce(credit.standing, 'not on record')
    ) AS what
    FROM visit FULL JOIN visit_credit AS credit ON credit.visit_id = visit.id
    WHERE (visit.account_id, visit.member_id, visit.checked_in_at, visit.standing)
        IS DISTINCT FROM (credit.account_id, credit.member_id, credit.at, credit.standing)
""")
