"""Doubts about visits that are stored already: what a later arrival, a missing link or a check-out brings to light."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

import accounts
from accounts import Standing
from visits.decide import change_standings
from visits.judgement import Judgement
from visits.signals import Severity, Signal, signal_from_json, signal_to_json, suspected, trust_score_of
from visits.tables import Visit, VisitLog


def accuse(session: Session, judgements: Iterable[Judgement], *, now: datetime) -> list[UUID]:
    """Enter what new verdicts say of earlier visits there, and hold those that counted; the ids of the suspect.

    As the writer, with the accounts of the new visits locked.
    """
    doubts: dict[UUID, list[Signal]] = defaultdict(list)
    for judgement in judgements:
        for accusation in judgement.accusations:
            doubts[accusation.visit_id].append(accusation.signal)
    return enter_doubts(session, doubts, now=now)


def enter_doubts(session: Session, doubts: Mapping[UUID, Sequence[Signal]], *, now: datetime) -> list[UUID]:
    """Add signals to stored visits, a code again only where it is worse; the ids of those with new ones, now suspect.

    Those that counted are held, whatever was decided before: they are doubted for something new. As the writer.
    """
    if not doubts:
        return []
    if any(signal.severity is not Severity.INFO for signals in doubts.values() for signal in signals):
        # What may change a standing changes an account's clock: accounts are locked before visits.
        concerned = session.scalars(select(Visit.account_id).where(Visit.id.in_(doubts)))
        accounts.lock_accounts(session, set(concerned))
    stored = session.execute(_DOUBTED.where(Visit.id.in_(doubts))).all()
    suspect = [row for row in stored if suspected(_enter(session, row, doubts[row.id]))]
    counted = [row.id for row in suspect if row.standing == Standing.COUNTED]
    if counted:
        change_standings(session, dict.fromkeys(counted, Standing.HELD), now=now)
    return [row.id for row in suspect]


def _enter(session: Session, visit: Any, doubts: Sequence[Signal]) -> list[Signal]:
    """All its signals, where some are new; else none."""
    signals = [signal_from_json(signal) for signal in visit.signals]
    latest = {doubt.code: doubt for doubt in doubts}.values()
    new = [doubt for doubt in latest if not any(_is_as_bad(signal, doubt) for signal in signals)]
    if not new:
        return []
    signals += new
    session.execute(
        update(Visit)
        .where(Visit.id == visit.id)
        .values(
            signals=[signal_to_json(signal) for signal in signals],
            signal_codes=[signal.code for signal in signals],
            trust_score=trust_score_of(signals),
        )
    )
    marks = [{"unit_id": unit, "mark": doubt.code, "visit_id": visit.id} for unit in visit.unit_path for doubt in new]
    session.execute(insert(VisitLog).on_conflict_do_nothing(), marks)
    return signals


def _is_as_bad(known: Signal, doubt: Signal) -> bool:
    """A code's doubt that is known already; a hard one can't become worse."""
    if known.code is not doubt.code or known.severity is Severity.HARD:
        return known.code is doubt.code
    return doubt.severity is not Severity.HARD and doubt.weight <= known.weight


_DOUBTED = (
    select(Visit.id, Visit.account_id, Visit.unit_path, Visit.signals, Visit.standing)
    .where(Visit.refused.is_(False))
    .order_by(Visit.id)
    .with_for_update(key_share=True)
)
