"""An act was refused since its place belongs to others: those who manage the member may see it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.ids import id_at
from people import Actor
from regions.tables import CrossRegionAttempt, CrossRegionAttemptLog


def record_attempt(
    session: Session, actor: Actor, *, act: str, region_id: UUID | None, account_id: UUID | None, now: datetime
) -> None:
    """`act` is the mutation's name; `region_id` None: a place in no region; `account_id` None: at no known account."""
    record_attempts(session, actor, act=act, aims=[(region_id, account_id)], now=now)


def record_attempts(
    session: Session, actor: Actor, *, act: str, aims: Sequence[tuple[UUID | None, UUID | None]], now: datetime
) -> None:
    """Like `record_attempt`, for each of many pairs of region and account."""
    if not aims:
        return
    shared = {"at": now, "member_id": actor.member_id, "unit_path": list(actor.unit_path), "act": act}
    attempts = [
        {"id": id_at(now), "region_id": region_id, "account_id": account_id, **shared} for region_id, account_id in aims
    ]
    session.execute(insert(CrossRegionAttempt), attempts)
    log = [{"unit_id": unit_id, "attempt_id": attempt["id"]} for attempt in attempts for unit_id in actor.unit_path]
    session.execute(insert(CrossRegionAttemptLog), log)
