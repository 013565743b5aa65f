"""What visits do to the release clock: one that counts moves it, one on hold suspends it, one voided does neither.

An account's `last_visit_at` and `held_visits` are what all its credits together say: whoever held it when, and in
whatever order visits came and were decided.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from accounts.kinds import Standing
from accounts.tables import Account, Holding, VisitCredit
from core.inserting import insert_together


@dataclass(frozen=True, slots=True)
class VisitWorth:
    visit_id: UUID
    account_id: UUID
    at: datetime
    standing: Standing


def record_visits(session: Session, *, member_id: UUID, visits: Sequence[VisitWorth]) -> None:
    """Credit accounts, which the caller has locked, with a member's visits. Visits may arrive late, in any order."""
    if visits:
        rows = [
            {
                "visit_id": visit.visit_id,
                "account_id": visit.account_id,
                "member_id": member_id,
                "at": visit.at,
                "standing": visit.standing,
            }
            for visit in visits
        ]
        insert_together(session, {VisitCredit: rows})
        _reckon(session, {visit.account_id for visit in visits if visit.standing is not Standing.VOIDED})


def change_credits(session: Session, *, visit_ids: Collection[UUID], standing: Standing) -> None:
    """Let visits count, wait or be void from now on. Locks their accounts."""
    changed = update(VisitCredit).where(VisitCredit.visit_id.in_(visit_ids)).values(standing=standing)
    account_ids = session.scalars(changed.returning(VisitCredit.account_id)).all()
    # First the lock, then the sums: a statement sees what was committed before it began, not while it waited.
    locked = select(Account.id).where(Account.id.in_(account_ids)).order_by(Account.id)
    session.execute(locked.with_for_update(key_share=True)).all()
    _reckon(session, account_ids)


def held_visits(
    owner_id: UUID | InstrumentedAttribute[UUID | None], since: InstrumentedAttribute[Any]
) -> ScalarSelect[int]:
    """How many of the owner's visits to an account that is being updated are on hold, since the owner has it."""
    return (
        select(func.count())
        .where(
            VisitCredit.account_id == Account.id,
            VisitCredit.member_id == owner_id,
            VisitCredit.at >= since,
            VisitCredit.standing == Standing.HELD,
        )
        .correlate(Account, Holding)
        .scalar_subquery()
    )


def _reckon(session: Session, account_ids: Collection[UUID]) -> None:
    if account_ids:
        held = held_visits(Account.owner_id, Account.claimed_at)
        clock = {Account.last_visit_at: _LAST_VISIT_AT, Account.held_visits: held}
        session.execute(update(Account).where(Account.id.in_(account_ids)).values(clock))


_LAST_VISIT_AT = (
    select(func.max(VisitCredit.at))
    .where(VisitCredit.account_id == Account.id, VisitCredit.standing == Standing.COUNTED)
    .scalar_subquery()
)
