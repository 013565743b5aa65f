"""What speaks against the visits of a case, summed up on the case so that a queue needn't look at visits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from reviews.filing import Subject
from reviews.tables import ReviewCase
from visits import Signal, SignalCode


@dataclass(frozen=True, slots=True)
class Doubts:
    trust_score: int | None
    "The lowest; none without visits."
    codes: frozenset[SignalCode]


def doubts_of(subjects: Iterable[Subject], signals: Iterable[Signal] = ()) -> Doubts:
    """`signals`: those about no single visit."""
    filed = list(subjects)
    codes = {signal.code for subject in filed for signal in subject.signals} | {signal.code for signal in signals}
    return Doubts(min((subject.trust_score for subject in filed), default=None), frozenset(codes))


def add_doubts(
    session: Session,
    case_id: UUID,
    doubts: Doubts,
    *,
    first_at: datetime | None = None,
    last_at: datetime | None = None,
) -> None:
    """There is more against the visits of the case than before, or it reaches farther in time."""
    codes = session.scalar(select(ReviewCase.signal_codes).where(ReviewCase.id == case_id)) or []
    values = {
        "trust_score": func.least(ReviewCase.trust_score, doubts.trust_score),
        "signal_codes": sorted({*codes, *doubts.codes}),
        "first_at": first_at or ReviewCase.first_at,
        "last_at": last_at or ReviewCase.last_at,
    }
    session.execute(update(ReviewCase).where(ReviewCase.id == case_id).values(values))
