"""What happened to a case, oldest first: what is stored, and what followed from it by the passing of time alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from reviews.kinds import CaseEventKind, Decision

_ENDS_A_TAKING = {CaseEventKind.TAKEN, CaseEventKind.DECIDED, CaseEventKind.CLOSED}


@dataclass(frozen=True, slots=True)
class CaseEventView:
    at: datetime
    by_id: UUID | None
    "None: the server, or for the member concerned, who learns no reviewer's name."
    kind: CaseEventKind
    decision: Decision | None = None
    note: str | None = None
    until: datetime | None = None
    "When a taking lapses."


def history_of(
    stored: Sequence[CaseEventView], *, appealable_until: datetime | None, now: datetime
) -> list[CaseEventView]:
    """`stored`, oldest first, with the takings that lapsed and the end of the time for an appeal up to `now`."""
    events = [*stored, *_lapses(stored, now), *_end(stored, appealable_until, now)]
    return sorted(events, key=lambda event: event.at)


def without_names(events: Iterable[CaseEventView], member_id: UUID) -> list[CaseEventView]:
    """As the member concerned may see it."""
    return [event if event.by_id == member_id else replace(event, by_id=None) for event in events]


def _lapses(stored: Sequence[CaseEventView], now: datetime) -> Iterator[CaseEventView]:
    decisive = [event for event in stored if event.kind in _ENDS_A_TAKING]
    for taking, following in pairwise([*decisive, None]):
        if taking is None or taking.until is None:
            continue
        end = now if following is None else following.at
        if taking.until <= end:
            yield CaseEventView(at=taking.until, by_id=taking.by_id, kind=CaseEventKind.LAPSED)


def _end(stored: Sequence[CaseEventView], appealable_until: datetime | None, now: datetime) -> Iterator[CaseEventView]:
    ended = {CaseEventKind.APPEALED, CaseEventKind.CLOSED} & {event.kind for event in stored}
    if appealable_until is not None and appealable_until <= now and not ended:
        yield CaseEventView(at=appealable_until, by_id=None, kind=CaseEventKind.CLOSED)
