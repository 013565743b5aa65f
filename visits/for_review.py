"""Visits as those must know them who open and decide cases, in sight or not; to be called as the writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts import Standing
from visits.signals import Signal, signal_from_json
from visits.tables import Visit


@dataclass(frozen=True, slots=True)
class VisitForReview:
    id: UUID
    member_id: UUID
    unit_path: tuple[UUID, ...]
    account_id: UUID
    checked_in_at: datetime
    refused: bool
    standing: Standing
    rule_version: str
    trust_score: int
    signals: tuple[Signal, ...]


def visits_for_review(session: Session, ids: Sequence[UUID]) -> dict[UUID, VisitForReview]:
    """As they were judged and stand now."""
    if not ids:
        return {}
    return {row.id: _visit(row) for row in session.execute(_VISITS.where(Visit.id.in_(ids)))}


_VISITS = select(
    Visit.id,
    Visit.member_id,
    Visit.unit_path,
    Visit.account_id,
    Visit.checked_in_at,
    Visit.refused,
    Visit.standing,
    Visit.rule_version,
    Visit.trust_score,
    Visit.signals,
)


def _visit(row: Any) -> VisitForReview:
    return VisitForReview(
        id=row.id,
        member_id=row.member_id,
        unit_path=tuple(row.unit_path),
        account_id=row.account_id,
        checked_in_at=row.checked_in_at,
        refused=row.refused,
        standing=Standing(row.standing),
        rule_version=row.rule_version,
        trust_score=row.trust_score,
        signals=tuple(signal_from_json(stored) for stored in row.signals),
    )
