"""The one way in which accounts change hands: holdings, owners, history and events move together."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, text
from sqlalchemy.orm import Session

from accounts.kinds import Change
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

    Whoever gives to a member has locked the member first and found that there is room. See migration 0018.
    """
    told = {
        "account_ids": list(account_ids),
        "holding_ids": [] if to_id is None else [new_id() for _ in account_ids],
        "event_ids": [new_id() for _ in account_ids],
        "how": how.value,
        "to_id": to_id,
        "by_id": by_id,
        "reason": reason,
        "now": now,
    }
    session.execute(_CHANGE_HANDS, told)


_CHANGE_HANDS = text(
    "SELECT change_hands(:account_ids, :holding_ids, :event_ids, :how, :to_id, :by_id, :reason, :now)"
).bindparams(
    bindparam("account_ids", type_=ARRAY(Uuid)),
    bindparam("holding_ids", type_=ARRAY(Uuid)),
    bindparam("event_ids", type_=ARRAY(Uuid)),
    bindparam("to_id", type_=Uuid()),
    bindparam("by_id", type_=Uuid()),
    bindparam("reason", type_=Text()),
)
