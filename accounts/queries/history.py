"""How accounts changed hands, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.kinds import Change
from accounts.queries.views import visible_to
from accounts.tables import Account, PoolEvent
from core.paging import Keyset, Page, PageRequest
from people import Actor


@dataclass(frozen=True, slots=True)
class PoolEventView:
    """`from_id`, `to_id`: members, or None for the public pool. `by_id` None: the server itself."""

    how: Change
    at: datetime
    from_id: UUID | None
    to_id: UUID | None
    by_id: UUID | None
    reason: str | None


def history_pages(
    session: Session, actor: Actor, account_ids: Sequence[UUID], request: PageRequest
) -> dict[UUID, Page[PoolEventView]]:
    """For each of the accounts; an empty page for one that the actor doesn't see."""
    return _NEWEST_FIRST.page_per_parent(
        session,
        account_ids,
        lambda account_id: _EVENTS.where(Account.id == account_id, visible_to(actor)),
        request,
        _event,
    )


_SHOWN: list[Any] = [
    PoolEvent.kind,
    PoolEvent.at,
    PoolEvent.from_id,
    PoolEvent.to_id,
    PoolEvent.by_id,
    PoolEvent.reason,
]
_EVENTS = select(*_SHOWN).join(Account, Account.id == PoolEvent.account_id)
_NEWEST_FIRST = Keyset(columns=(PoolEvent.id,), parsers=(UUID,), descending=True)


def _event(row: Any) -> PoolEventView:
    return PoolEventView(Change(row.kind), row.at, row.from_id, row.to_id, row.by_id, row.reason)
