"""Cross-region attempts as those see them who managed the member at the time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, literal, select
from sqlalchemy.orm import Session

from core.ids import lowest_id_at
from core.paging import Keyset, Page, PageRequest
from people import Actor
from regions.tables import CrossRegionAttempt, CrossRegionAttemptLog


@dataclass(frozen=True, slots=True)
class AttemptView:
    at: datetime
    member_id: UUID
    act: str
    region_id: UUID | None
    account_id: UUID | None


def attempts_visible_to(actor: Actor) -> ColumnElement[bool]:
    """For managers and admins, those stamped with a path through the own unit."""
    return literal(actor.unit_id) == CrossRegionAttempt.unit_path.any_() if actor.manages else false()


def attempt_page(
    session: Session,
    actor: Actor,
    *,
    under: UUID | None,
    since: datetime | None,
    until: datetime | None,
    request: PageRequest,
) -> Page[AttemptView]:
    """Newest first, at and below `under` (None: the actor's unit), in a half-open period."""
    logged = [CrossRegionAttemptLog.unit_id == (under or actor.unit_id)]
    if since is not None:
        logged.append(CrossRegionAttemptLog.attempt_id >= lowest_id_at(since))
    if until is not None:
        logged.append(CrossRegionAttemptLog.attempt_id < lowest_id_at(until))
    statement = _ATTEMPTS.where(and_(*logged), attempts_visible_to(actor))
    return _NEWEST_FIRST.page(session, statement, request, lambda row: AttemptView(*row[:5]))


_SHOWN: list[Any] = [
    CrossRegionAttempt.at,
    CrossRegionAttempt.member_id,
    CrossRegionAttempt.act,
    CrossRegionAttempt.region_id,
    CrossRegionAttempt.account_id,
]
_ATTEMPTS = select(*_SHOWN).join(CrossRegionAttemptLog, CrossRegionAttemptLog.attempt_id == CrossRegionAttempt.id)
_NEWEST_FIRST = Keyset(columns=(CrossRegionAttemptLog.attempt_id,), parsers=(UUID,), descending=True)
