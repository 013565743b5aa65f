"""An act was refused since its place belongs to others: those who manage the member may see it."""

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
    attempt_id = id_at(now)
    session.execute(
        insert(CrossRegionAttempt).values(
            id=attempt_id,
            at=now,
            member_id=actor.member_id,
            unit_path=list(actor.unit_path),
            act=act,
            region_id=region_id,
            account_id=account_id,
        )
    )
    log = [{"unit_id": unit_id, "attempt_id": attempt_id} for unit_id in actor.unit_path]
    session.execute(insert(CrossRegionAttemptLog), log)
