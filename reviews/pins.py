"""What a decision does to an account's pin: BAD_ACCOUNT_DATA puts it right, and any other puts it back."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
from core.errors import InvalidInput
from geo import Position
from people import Actor
from reviews.kinds import Decision
from reviews.rules import CaseState, Pin
from reviews.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Correction:
    account_id: UUID
    position: Position


def wanted_correction(ruling: Ruling, account_ids: Set[UUID]) -> Correction | None:
    """What a ruling on visits to these accounts says of a pin.

    Raises InvalidInput where it doesn't say which, or where to, or moves a pin without saying why.
    """
    if ruling.decision is not Decision.BAD_ACCOUNT_DATA:
        if ruling.position is not None:
            raise InvalidInput("position", "Only BAD_ACCOUNT_DATA puts a pin right: leave position out.")
        return None
    if ruling.position is None:
        raise InvalidInput("position", "BAD_ACCOUNT_DATA needs a position: where the account really is.")
    if not account_ids:
        raise InvalidInput("decision", "This case is about no visit to an account: choose another decision.")
    if ruling.account_id is None and len(account_ids) > 1:
        raise InvalidInput("accountId", f"This case has visits to {len(account_ids)} accounts: say whose pin is wrong.")
    account_id = ruling.account_id or next(iter(account_ids))
    if account_id not in account_ids:
        raise InvalidInput("accountId", "No visit of this case was to that account.")
    return Correction(account_id, ruling.position)


def settle_pin(
    session: Session, actor: Actor, case: CaseState, correction: Correction | None, *, now: datetime
) -> Pin | None:
    """Put the pin right, and one that an earlier decision moved back; what is to be put back another time.

    Raises InvalidInput on `position`.
    """
    if case.pin is not None:
        accounts.put_pin_back(session, actor, account_id=case.pin.account_id, moved_at=case.pin.moved_at, now=now)
    if correction is None:
        return None
    moved_at = accounts.correct_pin(
        session, actor, account_id=correction.account_id, position=correction.position, field="position", now=now
    )
    return None if moved_at is None else Pin(correction.account_id, moved_at)
