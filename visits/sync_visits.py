"""A phone that was out of reach sends what it has queued."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
from accounts import Stage
from core import audit
from core.errors import DomainError, InvalidInput, NotAllowed
from people import Actor, MemberView, lock_members
from visits import open_visits
from visits.admission import require_admissible
from visits.arrival_order import received_after_others
from visits.check_in import outcome
from visits.check_in_facts import Facts, gather
from visits.departure import VisitNotOpen, departure_of
from visits.known_visits import KnownVisit, known_visits
from visits.new_visit import NewVisit, judged_in_order
from visits.queue import MOST_VISITS, Candidate, Outcome, QueueEntry, by_visit, candidate, left_within
from visits.queue_choice import Choice, choose
from visits.record import File, record_visits
from visits.sync_answers import Answers
from visits.sync_check_outs import advance, end_known

ACT = "syncVisits"
Groups = Mapping[UUID, Sequence[Candidate]]


def sync_visits(
    session: Session, actor: Actor, entries: Sequence[QueueEntry], *, file: File, now: datetime
) -> list[Outcome]:
    """One outcome for each entry, in their order; a refused entry spoils none of the others.

    Each visit is judged by what was true when it happened, and in the order of time, whatever the queue's order. As
    the writer; locks the member, then the accounts. `file`: see record.py.
    """
    refusal = _refusal_of_all(actor, entries)
    if refusal is not None:
        name = type(refusal).__name__
        audit.record(session, now=now, member_id=actor.member_id, act=ACT, outcome=name)
        return [Outcome(entry.visit_id, False, refusal) for entry in entries]
    answers = Answers(act=ACT)
    member = lock_members(session, [actor.member_id])[actor.member_id]
    now = received_after_others(session, actor.member_id, now)
    sent_ids = {entry.visit_id for entry in entries}
    stored = known_visits(session, member_id=actor.member_id, visit_ids=sent_ids)
    groups = by_visit(_readable(entries, stored, answers, now))
    known = {visit_id: visit for visit_id, visit in stored.items() if visit_id in groups}
    fresh = {visit_id: group for visit_id, group in groups.items() if visit_id not in known}
    accounts.lock_accounts(session, _concerned(groups, known))
    _store(session, actor, member, fresh, answers, file=file, now=now)
    end_known(session, actor, member, [(known[id], groups[id]) for id in known], answers, act=ACT, now=now)
    answers.put_on_record(session, actor, now=now)
    return answers.in_order()


def _refusal_of_all(actor: Actor, entries: Sequence[QueueEntry]) -> DomainError | None:
    if len(entries) > MOST_VISITS:
        return InvalidInput("visits", f"visits has {len(entries)} entries: {MOST_VISITS} at most. Send them in parts.")
    return None if actor.is_rep else NotAllowed("Only reps check in.")


def _readable(
    entries: Sequence[QueueEntry], known: Container[UUID], answers: Answers, now: datetime
) -> Iterator[Candidate]:
    for index, entry in enumerate(entries):
        try:
            yield candidate(index, entry, is_known=entry.visit_id in known, now=now)
        except InvalidInput as refusal:
            answers.refuse_unread(index, entry.visit_id, refusal)


def _concerned(groups: Groups, known: Mapping[UUID, KnownVisit]) -> set[UUID]:
    """All accounts, where the stage of a known visit's account may move; else new visits lock their own."""
    moved = {id for id in known if any(each.check_out and each.check_out.stage for each in groups[id])}
    new = {each.account_id for id, group in groups.items() if id not in known for each in group}
    return new | {known[id].account_id for id in moved} if moved else set()


def _store(
    session: Session, actor: Actor, member: MemberView, groups: Groups, answers: Answers, *, file: File, now: datetime
) -> None:
    """The visits that are new."""
    if not groups:
        return
    arrivals = [each.new_arrival for group in groups.values() for each in group]
    facts = gather(session, actor, member, arrivals, now=now)
    choices = [choose(group, lambda each: _refusal(actor, each, facts)) for group in groups.values()]
    for choice in choices:
        answers.pass_over(choice)
    chosen = {choice.first.new_arrival.id: choice for choice in choices if choice.first is not None}
    admitted = [(choice.first.new_arrival, facts[id]) for id, choice in chosen.items() if choice.first is not None]
    judged = judged_in_order(session, actor, admitted, now=now)
    visits = [_ended(member, visit, chosen[visit.id], answers) for visit in judged]
    record_visits(session, actor, visits, act=ACT, file=file, now=now)
    open_visits.open_latest(session, member_id=actor.member_id, visits=visits, now=now)
    for visit in visits:
        answers.tell(chosen[visit.id], outcome(visit.id, visit.refusal), is_known=False)
    advance(session, actor, _steps(visits, chosen), answers, now=now)


def _steps(visits: Sequence[NewVisit], chosen: Mapping[UUID, Choice]) -> Iterator[tuple[Candidate, UUID, Stage]]:
    """Who says how far which account has come, in the order of time; without those who say what is so."""
    stages = {visit.account.id: visit.account.stage for visit in visits}
    for visit in visits:
        leaver, departure = chosen[visit.id].leaver, visit.departure
        if leaver is None or departure is None or departure.stage is None:
            continue
        if departure.stage is not stages[visit.account.id]:
            stages[visit.account.id] = departure.stage
            yield leaver, visit.account.id, departure.stage


def _refusal(actor: Actor, each: Candidate, facts: Mapping[UUID, Facts]) -> DomainError | None:
    try:
        require_admissible(actor, each.new_arrival, facts[each.new_arrival.id])
        _require_possible_stage(each, facts[each.new_arrival.id])
    except DomainError as refusal:
        return refusal
    return None


def _require_possible_stage(each: Candidate, facts: Facts) -> None:
    """Raises InvalidInput. Other steps are judged once the visit is stored: they are no reason to lose it."""
    if each.check_out is None or each.check_out.stage is not Stage.CUSTOMER or facts.account is None:
        return
    try:
        accounts.require_step(facts.account.stage, Stage.CUSTOMER)
    except InvalidInput as refusal:
        raise refusal.within("checkOut") from None


def _ended(member: MemberView, visit: NewVisit, choice: Choice, answers: Answers) -> NewVisit:
    """With the check-out, where one came that ended it in its day."""
    for late in choice.late_leavers:
        answers.note(late, VisitNotOpen())
    if choice.leaver is None or visit.judgement.refused:
        return visit
    try:
        at = left_within(choice.leaver, checked_in_at=visit.evidence.checked_in_at, closes_at=visit.closes_at)
    except VisitNotOpen as refusal:
        answers.note(choice.leaver, refusal)
        return visit
    return replace(visit, departure=departure_of(member, choice.leaver.leaving, note=choice.leaver.note, at=at))
