"""The one way in which accounts change hands: holdings, owners, history and events move together."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from accounts.kinds import Change
from accounts.tables import Account, AccountHold, Holding, PoolEvent
from accounts.visit_credit import held_visits
from core import events
from core.ids import new_id


def change_hands(
    session: Session,
    *,
    account_ids: Sequence[UUID],
    how: Change,
    to_id: UUID | None,
    by_id: UUID | None,
    reason: str | None = None,
    now: datetime,
) -> None:
    """Give accounts, which the caller has locked, to the member `to_id`, or to their public pools (None).

    Whoever gives to a member has locked the member first and found that there is room.
    """
    former = _end_holdings(session, account_ids, now)
    if to_id is not None:
        _begin_holdings(session, account_ids, how, to_id, now)
    elif former:
        _empty_hands(session, account_ids)
    if former:
        _end_holds(session, account_ids, now)
    _put_in_history(session, account_ids, how, former=former, to_id=to_id, by_id=by_id, reason=reason, now=now)


def _end_holdings(session: Session, account_ids: Sequence[UUID], now: datetime) -> dict[UUID, UUID]:
    """Who held the accounts up to now, by account."""
    ended = session.execute(
        update(Holding)
        .where(Holding.account_id.in_(account_ids), Holding.ends_at.is_(None))
        .values(ends_at=func.greatest(Holding.starts_at, now))
        .returning(Holding.account_id, Holding.member_id)
    )
    return {row.account_id: row.member_id for row in ended}


def _begin_holdings(session: Session, account_ids: Sequence[UUID], how: Change, to_id: UUID, now: datetime) -> None:
    # The instants of two requests may be in another order than their locks: holdings never overlap all the same.
    latest = select(Holding.account_id, func.max(Holding.ends_at).label("at")).group_by(Holding.account_id)
    ended = {row.account_id: row.at for row in session.execute(latest.where(Holding.account_id.in_(account_ids)))}
    session.execute(
        insert(Holding),
        [
            {
                "id": new_id(),
                "account_id": account_id,
                "member_id": to_id,
                "starts_at": max(now, ended.get(account_id, now)),
                "began": how,
            }
            for account_id in account_ids
        ],
    )
    session.execute(
        update(Account)
        .where(Account.id.in_(account_ids), Holding.account_id == Account.id, Holding.ends_at.is_(None))
        .values(
            owner_id=to_id,
            claimed_at=Holding.starts_at,
            # Mostly none: but a visit that was stored just before may carry a later instant.
            held_visits=held_visits(to_id, Holding.starts_at),
            kept_until=None,
        )
    )


def _empty_hands(session: Session, account_ids: Sequence[UUID]) -> None:
    session.execute(
        update(Account)
        .where(Account.id.in_(account_ids))
        .values(owner_id=None, claimed_at=None, held_visits=0, kept_until=None)
    )


def _end_holds(session: Session, account_ids: Sequence[UUID], now: datetime) -> None:
    """A manager's word that an account stays with its owner is over with the holding."""
    holds = update(AccountHold).where(AccountHold.account_id.in_(account_ids), AccountHold.ended_at.is_(None))
    session.execute(holds.values(ended_at=func.greatest(AccountHold.starts_at, now)))


def _put_in_history(
    session: Session,
    account_ids: Sequence[UUID],
    how: Change,
    *,
    former: dict[UUID, UUID],
    to_id: UUID | None,
    by_id: UUID | None,
    reason: str | None,
    now: datetime,
) -> None:
    shared = {"kind": how, "at": now, "to_id": to_id, "by_id": by_id, "reason": reason}
    session.execute(
        insert(PoolEvent),
        [{"id": new_id(), "account_id": id, "from_id": former.get(id), **shared} for id in account_ids],
    )
    events.publish_each(
        session,
        now=now,
        kind=f"account.{how.lower()}",
        payloads={id: {"from": _text(former.get(id)), "to": _text(to_id), "by": _text(by_id)} for id in account_ids},
    )


def _text(id: UUID | None) -> str | None:
    return None if id is None else str(id)
