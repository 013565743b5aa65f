"""The check-outs in a queue: what they say of visits that are known, and of how far accounts have come."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
from accounts import Stage
from core.errors import DomainError, InvalidInput
from people import Actor, MemberView
from visits.check_in import outcome
from visits.check_out import require_open
from visits.departure import Departure, VisitNotOpen, departure_of
from visits.device_time import require_in_time
from visits.known_visits import KnownVisit
from visits.queue import Candidate, left_within
from visits.queue_choice import choose
from visits.receipts import VisitIdReused
from visits.record_departures import record_departures
from visits.sync_answers import Answers

Entries = tuple[KnownVisit, Sequence[Candidate]]


def end_known(
    session: Session,
    actor: Actor,
    member: MemberView,
    known: Sequence[Entries],
    answers: Answers,
    *,
    act: str,
    now: datetime,
) -> None:
    """Answer the entries of visits that are stored; only a check-out is still taken from them."""
    if not known:
        return
    policy = accounts.visit_policies(session, [actor.unit_id], now)[actor.unit_id]
    ended: list[tuple[KnownVisit, Departure]] = []
    leavers = [(visit, leaver) for visit, group in known if (leaver := _answered(visit, group, answers)) is not None]
    for visit, leaver in leavers:
        try:
            departure = _departure(member, visit, leaver, max_late_hours=policy.max_late_hours)
            _advance_to_customer(session, actor, visit.account_id, departure, now)
        except VisitNotOpen as refusal:
            answers.note(leaver, refusal)
        except DomainError as refusal:
            answers.refuse(leaver, refusal)
        else:
            ended.append((visit, departure))
            advance(session, actor, _steps(leaver, visit, departure), answers, now=now)
    record_departures(session, actor, ended, act=act, now=now)


def advance(
    session: Session, actor: Actor, steps: Iterable[tuple[Candidate, UUID, Stage]], answers: Answers, *, now: datetime
) -> None:
    """Take steps of accounts, each as far as it may be taken now: what is refused goes on record."""
    for leaver, account_id, stage in steps:
        try:
            accounts.advance_account(session, actor, account_id=account_id, stage=stage, visiting=True, now=now)
        except DomainError as refusal:
            answers.note(leaver, refusal)


def _answered(visit: KnownVisit, group: Sequence[Candidate], answers: Answers) -> Candidate | None:
    """Whoever has a check-out to tell that isn't stored."""
    choice = choose(group, lambda each: None if visit.is_of(each.claim) else VisitIdReused())
    answers.pass_over(choice)
    if choice.first is None:
        return None
    answers.tell(choice, outcome(visit.id, visit.refusal), is_known=True)
    leavers = [] if choice.leaver is None else [choice.leaver, *choice.late_leavers]
    new = [each for each in leavers if each.check_out_hash != visit.check_out_hash]
    for late in new[1:]:
        answers.note(late, VisitNotOpen())
    return new[0] if new else None


def _departure(member: MemberView, visit: KnownVisit, leaver: Candidate, *, max_late_hours: int) -> Departure:
    """Raises VisitNotOpen, TooLate."""
    at = left_within(leaver, checked_in_at=visit.checked_in_at, closes_at=visit.closes_at)
    require_open(visit, at)
    require_in_time(at, received_at=leaver.received_at, max_late_hours=max_late_hours)
    return departure_of(member, leaver.leaving, note=leaver.note, at=at)


def _steps(leaver: Candidate, visit: KnownVisit, departure: Departure) -> Iterator[tuple[Candidate, UUID, Stage]]:
    if departure.stage is not None and departure.stage is not Stage.CUSTOMER:
        yield leaver, visit.account_id, departure.stage


def _advance_to_customer(session: Session, actor: Actor, account_id: UUID, departure: Departure, now: datetime) -> None:
    """Raises InvalidInput, which spoils the check-out: no phone may ask for this step."""
    if departure.stage is not Stage.CUSTOMER:
        return
    try:
        accounts.advance_account(session, actor, account_id=account_id, stage=Stage.CUSTOMER, visiting=True, now=now)
    except InvalidInput as refusal:
        raise refusal.within("checkOut") from None
