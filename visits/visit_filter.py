"""Which visits of the log to show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, and_, cast, not_, or_
from sqlalchemy.orm import InstrumentedAttribute

from accounts import Standing
from core.ids import lowest_id_at
from visits.kinds import Presence, VisitStatus
from visits.log import verdict
from visits.signals import OF_PRESENCE, SignalCode
from visits.tables import Visit

_LONGEST_DAY = timedelta(hours=26)
"With a change of clocks: no visit is open longer."


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """What of the log to show; None and empty: no matter which. The period is half-open."""

    under: UUID | None = None
    member_id: UUID | None = None
    account_id: UUID | None = None
    region_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    statuses: Sequence[VisitStatus] = ()
    presences: Sequence[Presence] = ()
    standings: Sequence[Standing] = ()
    signals: Sequence[SignalCode] = ()

    @property
    def words(self) -> Sequence[Sequence[str]]:
        """The words of verdicts, one of each list of which a visit must bear; those that few visits bear first."""
        rare = () if OF_PRESENCE.intersection(self.signals) else self.signals
        both = [verdict(standing, presence) for standing in self.standings for presence in self.presences]
        lists = (rare, self.statuses, both, self.standings, self.presences, self.signals)
        return [words for words in lists if words]

    def within(self, id_column: InstrumentedAttribute[UUID], now: datetime) -> Iterator[ColumnElement[bool]]:
        """The period, as a range of visits' ids."""
        bounds = [] if self.since is None else [self.since]
        if self.statuses and set(self.statuses) == {VisitStatus.OPEN}:
            bounds.append(now - _LONGEST_DAY)
        if bounds:
            yield id_column >= lowest_id_at(max(bounds))
        if self.until is not None:
            yield id_column < lowest_id_at(self.until)

    def conditions(self, now: datetime) -> Iterator[ColumnElement[bool]]:
        """On visits."""
        yield from self.within(Visit.id, now)
        if self.statuses:
            yield or_(*(_has_status(status, now) for status in self.statuses))
        if self.presences:
            yield Visit.presence.in_(self.presences)
        if self.standings:
            yield Visit.standing.in_(self.standings)
        if self.signals:
            yield bears_one_of(self.signals)


def bears_one_of(codes: Sequence[SignalCode]) -> ColumnElement[bool]:
    return Visit.signal_codes.bool_op("&&")(cast([code.value for code in codes], ARRAY(Text)))


def _has_status(status: VisitStatus, now: datetime) -> ColumnElement[bool]:
    is_over = or_(Visit.checked_out_at.is_not(None), Visit.closes_at <= now)
    match status:
        case VisitStatus.REFUSED:
            return Visit.refused.is_(True)
        case VisitStatus.COMPLETED:
            return and_(not_(Visit.refused), is_over)
        case VisitStatus.OPEN:
            return and_(not_(Visit.refused), not_(is_over))
