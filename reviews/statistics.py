"""How good the signals are: what people decided where they fired, and what they found where none did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, column, func, literal, select, true, union_all
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from core.errors import InvalidInput
from people import Actor, units_below
from reviews.kinds import CaseKind, Decision
from reviews.proportion import Proportion, proportion
from reviews.queries.views import oversees, visible_to
from reviews.tables import CaseQueue, CaseVisit, ReviewCase
from visits import SignalCode, fired_signals

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of visits; those that nobody has decided are the rest."""

    number: int
    by_decision: Mapping[Decision, int]

    def of(self, decision: Decision) -> int:
        return self.by_decision.get(decision, 0)

    @property
    def undecided(self) -> int:
        return self.number - sum(self.by_decision.values())

    @property
    def confirmed_share(self) -> Proportion | None:
        """Of those that were settled either way."""
        settled = (Decision.CONFIRMED, Decision.CLEARED, Decision.BAD_ACCOUNT_DATA)
        return proportion(self.of(Decision.CONFIRMED), sum(self.of(decision) for decision in settled))


@dataclass(frozen=True, slots=True)
class SignalStatistic:
    code: SignalCode
    rule_version: str
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Statistics:
    signals: list[SignalStatistic]
    samples: Outcomes


def signal_statistics(
    session: Session, actor: Actor, *, since: datetime, until: datetime, under: UUID | None
) -> Statistics:
    """Of visits checked in from `since` to before `until` at or below a unit, in two statements; nothing for reps.

    Raises InvalidInput for a period that ends before it begins, or that is longer than a year.
    """
    if not since < until <= since + LONGEST:
        raise InvalidInput("to", "to lies after from, by 366 days at most.")
    if not oversees(actor):
        return Statistics([], Outcomes(0, {}))
    unit_id = under or actor.unit_id
    counted: dict[tuple[SignalCode, str], dict[Decision | None, int]] = {}
    for row in session.execute(_fired(actor, unit_id, since, until)):
        of_code = counted.setdefault((SignalCode(row.code), row.rule_version), {})
        of_code[None if row.decision is None else Decision(row.decision)] = row.number
    signals = [SignalStatistic(code, version, _outcomes(found)) for (code, version), found in sorted(counted.items())]
    return Statistics(signals, _outcomes(_samples(session, actor, unit_id, since, until)))


def _outcomes(counted: Mapping[Decision | None, int]) -> Outcomes:
    return Outcomes(sum(counted.values()), {decision: number for decision, number in counted.items() if decision})


def _fired(actor: Actor, unit_id: UUID, since: datetime, until: datetime) -> Any:
    """By code, version and last decision: signals of visits, and those of cases about no single visit."""
    fired = fired_signals(actor, under=unit_id, since=since, until=until).subquery("fired")
    decided = (
        select(ReviewCase.decision)
        .join(CaseVisit, CaseVisit.case_id == ReviewCase.id)
        .where(CaseVisit.visit_id == fired.c.visit_id, ReviewCase.decision.is_not(None), visible_to(actor))
        .order_by(ReviewCase.decided_at.desc())
        .limit(1)
        .correlate(fired)
        .lateral("decided")
    )
    of_visits = select(fired.c.code, fired.c.rule_version, decided.c.decision).outerjoin(decided, true())
    signal = func.jsonb_array_elements(ReviewCase.signals).table_valued(column("value", JSONB), name="signal")
    of_cases = select(
        cast(signal.c.value["code"].astext, Text).label("code"), ReviewCase.rule_version, ReviewCase.decision
    ).where(*_cases(actor, unit_id, since, until))
    each = union_all(of_visits, of_cases.select_from(ReviewCase).join(signal, true())).subquery("each")
    return select(each, func.count().label("number")).group_by(*each.c)


def _samples(
    session: Session, actor: Actor, unit_id: UUID, since: datetime, until: datetime
) -> dict[Decision | None, int]:
    rows = session.execute(
        select(ReviewCase.decision, func.count())
        .where(ReviewCase.kind == CaseKind.SAMPLE, *_cases(actor, unit_id, since, until))
        .group_by(ReviewCase.decision)
    )
    return {None if decision is None else Decision(decision): number for decision, number in rows}


def _cases(actor: Actor, unit_id: UUID, since: datetime, until: datetime) -> tuple[Any, ...]:
    queued = select(CaseQueue.case_id).where(
        CaseQueue.unit_id == unit_id, literal(unit_id).in_(units_below(actor.unit_id))
    )
    return (
        ReviewCase.id.in_(queued),
        ReviewCase.first_at >= since,
        ReviewCase.first_at < until,
        visible_to(actor),
    )
