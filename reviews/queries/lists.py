"""The queue: cases, the oldest due first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, and_, cast, exists, literal, not_, or_, select
from sqlalchemy.orm import Session

from core.paging import Keyset, Page, PageRequest
from people import Actor, units_below
from reviews.kinds import CaseEventKind, CaseKind, CaseStatus
from reviews.queries.views import CASES, IS_UNDECIDED, CaseView, case_view, visible_to
from reviews.rules import UNDECIDED
from reviews.tables import CaseEvent, CaseQueue, ReviewCase
from visits import SignalCode


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """None and empty: no matter which."""

    kinds: Sequence[CaseKind] = ()
    statuses: Sequence[CaseStatus] = ()
    under: UUID | None = None
    member_id: UUID | None = None
    signals: Sequence[SignalCode] = ()
    mine: bool | None = None
    "Taken by the viewer now, or decided by the viewer; False: all others."


def case_page(
    session: Session, actor: Actor, wanted: CaseFilter, request: PageRequest, now: datetime
) -> Page[CaseView]:
    """From the narrowest index: a member's cases, or the queue of a unit."""
    found = CASES.where(visible_to(actor), *_conditions(actor, wanted, now))
    if actor.is_rep or wanted.member_id is not None:
        member_id = wanted.member_id or actor.member_id
        made_for = [] if wanted.under is None else [literal(wanted.under) == ReviewCase.unit_path.any_()]
        statement, order = found.where(ReviewCase.member_id == member_id, *made_for), _OF_MEMBER
    else:
        unit_id = wanted.under or actor.unit_id
        queue = found.join(CaseQueue, CaseQueue.case_id == ReviewCase.id).where(
            CaseQueue.unit_id == unit_id, literal(unit_id).in_(units_below(actor.unit_id))
        )
        waits = wanted.statuses and UNDECIDED.issuperset(wanted.statuses)
        statement, order = queue.where(CaseQueue.undecided.is_(True)) if waits else queue, _OF_QUEUE
    return order.page(session, statement, request, lambda row: case_view(row, actor, now))


def _conditions(actor: Actor, wanted: CaseFilter, now: datetime) -> Iterator[ColumnElement[bool]]:
    if wanted.kinds:
        yield ReviewCase.kind.in_(wanted.kinds)
    if wanted.statuses:
        yield or_(*(_has_status(status, now) for status in wanted.statuses))
    if wanted.signals:
        yield ReviewCase.signal_codes.bool_op("&&")(cast([code.value for code in wanted.signals], ARRAY(Text)))
    if wanted.mine is not None:
        yield _is_mine(actor, now) if wanted.mine else not_(_is_mine(actor, now))


def _has_status(status: CaseStatus, now: datetime) -> ColumnElement[bool]:
    """As CaseState.status has it."""
    is_taken = and_(ReviewCase.taken_until.is_not(None), ReviewCase.taken_until > now)
    stands = and_(ReviewCase.decision.is_not(None), ReviewCase.closed_at.is_(None), ReviewCase.appealed_at.is_(None))
    match status:
        case CaseStatus.OPEN:
            return and_(IS_UNDECIDED, not_(is_taken))
        case CaseStatus.TAKEN:
            return and_(IS_UNDECIDED, is_taken)
        case CaseStatus.DECIDED:
            return and_(stands, ReviewCase.appealable_until > now)
        case CaseStatus.APPEALED:
            return and_(ReviewCase.appealed_at.is_not(None), ReviewCase.closed_at.is_(None))
        case CaseStatus.CLOSED:
            return or_(ReviewCase.closed_at.is_not(None), and_(stands, ReviewCase.appealable_until <= now))


def _is_mine(actor: Actor, now: datetime) -> ColumnElement[bool]:
    waits = or_(*(_has_status(status, now) for status in (CaseStatus.TAKEN, CaseStatus.APPEALED)))
    has_taken = and_(ReviewCase.taken_by == actor.member_id, ReviewCase.taken_until > now, waits)
    decided = select(CaseEvent.number).where(
        CaseEvent.case_id == ReviewCase.id,
        CaseEvent.kind == CaseEventKind.DECIDED,
        CaseEvent.by_id == actor.member_id,
    )
    # Both are null where nobody has taken it, and that is nobody's.
    return or_(and_(ReviewCase.taken_by.is_not(None), has_taken), exists(decided))


_OF_MEMBER = Keyset(columns=(ReviewCase.due_at, ReviewCase.id), parsers=(datetime.fromisoformat, UUID))
_OF_QUEUE = Keyset(columns=(CaseQueue.due_at, CaseQueue.case_id), parsers=(datetime.fromisoformat, UUID))
