"""What visits do to the release clock: one that counts moves it, one on hold suspends it, one voided does neither."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, case, func, insert, update
from sqlalchemy.orm import Session

from accounts.kinds import Standing
from accounts.tables import Account, VisitCredit


def record_visit(
    session: Session, *, account_id: UUID, member_id: UUID, visit_id: UUID, at: datetime, standing: Standing
) -> None:
    """Credit the account with a visit made at `at`. The clock never goes back: visits may arrive late, in any order."""
    session.execute(
        insert(VisitCredit).values(
            visit_id=visit_id, account_id=account_id, member_id=member_id, at=at, standing=standing
        )
    )
    if standing is Standing.COUNTED:
        clock = {Account.last_visit_at: func.greatest(Account.last_visit_at, at)}
        session.execute(update(Account).where(Account.id == account_id).values(clock))
    elif standing is Standing.HELD:
        suspends = and_(Account.owner_id == member_id, Account.claimed_at <= at)
        held = {Account.held_visits: Account.held_visits + case((suspends, 1), else_=0)}
        session.execute(update(Account).where(Account.id == account_id).values(held))
