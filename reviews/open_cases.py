"""Cases are opened in the transaction that stores the visits they are about."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
import visits
from accounts import Standing
from core import advisory
from reviews.doubts import add_doubts, doubts_of
from reviews.filed import Filed, filed_visits, lock_undecided
from reviews.filing import Folder, Subject, file_away, kind_of, related
from reviews.kinds import CaseKind
from reviews.record import close_superseded, enter_relations
from reviews.sampling import is_sampled
from reviews.store_folders import store_folders
from visits import Signal, VisitForReview


def open_cases(session: Session, visit_ids: Sequence[UUID], now: datetime) -> list[UUID]:
    """File the visits, which were just stored or accused, into new cases or undecided ones; the ids of new cases.

    Those suspect together with them join cases of their own members, and wait for a person if they counted. Nothing
    is done twice: filed visits stay where they are. To be called as the writer, after the visits' accounts were
    locked, and once for all visits of a transaction.
    """
    subjects = _subjects(session, visit_ids)
    if not subjects:
        return []
    member_ids = {subject.visit.member_id for subject in subjects}
    _hold_files_still(session, member_ids)
    accounts.lock_accounts(session, _accounts_to_hold(subjects))
    undecided = lock_undecided(session, member_ids)
    filed = filed_visits(session, [subject.visit.id for subject in subjects])
    fresh = [subject for subject in subjects if _is_fresh(subject, filed)]
    folders = file_away(fresh, undecided)
    store_folders(session, folders, now=now)
    new = [folder for folder in folders if folder.is_new]
    enter_relations(session, related([*undecided, *new]))
    superseded = {case.case_id for subject in fresh for case in filed.get(subject.visit.id, ()) if case.is_undecided}
    close_superseded(session, superseded, now=now)
    for case_id, doubted in _doubted_again(subjects, filed).items():
        add_doubts(session, case_id, doubts_of(doubted))
    _hold(session, folders, now)
    return [folder.id for folder in new]


def _subjects(session: Session, visit_ids: Sequence[UUID]) -> list[Subject]:
    arrived = visits.visits_for_review(session, visit_ids)
    subjects = [subject for subject in map(_subject, arrived.values()) if subject is not None]
    suspects = [subject for subject in subjects if subject.kind is CaseKind.SUSPICION]
    linked = {id for subject in suspects for id in subject.linked_ids}
    others = visits.visits_for_review(session, sorted(linked - {subject.visit.id for subject in suspects}))
    implicated = list(_implicated(others.values(), suspects))
    known = {subject.visit.id for subject in implicated}
    return implicated + [subject for subject in subjects if subject.visit.id not in known]


def _subject(visit: VisitForReview) -> Subject | None:
    kind = kind_of(visit, sampled=is_sampled(visit.id))
    return None if kind is None else Subject(visit, kind, visit.rule_version, visit.signals)


def _implicated(others: Iterable[VisitForReview], suspects: Iterable[Subject]) -> Iterator[Subject]:
    """Visits that are suspect together with others; the same signals speak against them."""
    against: dict[UUID, list[tuple[Subject, Signal]]] = {}
    for subject in suspects:
        for signal in subject.signals:
            for visit_id in signal.others:
                against.setdefault(visit_id, []).append((subject, signal))
    for visit in others:
        if not visit.refused and visit.standing is not Standing.VOIDED:
            accuser, _ = against[visit.id][0]
            signals = dict.fromkeys(signal for _, signal in against[visit.id])
            yield Subject(visit, CaseKind.SUSPICION, accuser.rule_version, (*visit.signals, *signals))


def _hold_files_still(session: Session, member_ids: Iterable[UUID]) -> None:
    """Nobody else files visits of these members before this transaction ends."""
    advisory.lock_each(session, (f"files of {id}" for id in member_ids))


def _accounts_to_hold(subjects: Iterable[Subject]) -> set[UUID]:
    """Those whose visits may be held: locked before cases, as by whoever decides."""
    suspects = (subject.visit for subject in subjects if subject.kind is CaseKind.SUSPICION)
    return {visit.account_id for visit in suspects if visit.standing is Standing.COUNTED}


def _is_fresh(subject: Subject, filed: dict[UUID, list[Filed]]) -> bool:
    """Not in any case; accused anew and waiting again after its case was over; or in an undecided case where nobody
    is suspected, while now somebody is."""
    waits = subject.visit.standing is Standing.HELD
    is_suspect = subject.kind is CaseKind.SUSPICION
    return all(
        (case.is_over and waits) or (is_suspect and case.is_undecided and case.kind is not CaseKind.SUSPICION)
        for case in filed.get(subject.visit.id, ())
    )


def _doubted_again(subjects: Iterable[Subject], filed: dict[UUID, list[Filed]]) -> dict[UUID, list[Subject]]:
    """By undecided case of suspicion, the visits in it against which something more may speak now."""
    found: dict[UUID, list[Subject]] = {}
    for subject in subjects:
        for case in filed.get(subject.visit.id, ()):
            if case.is_undecided and case.kind is subject.kind is CaseKind.SUSPICION:
                found.setdefault(case.case_id, []).append(subject)
    return found


def _hold(session: Session, folders: Iterable[Folder], now: datetime) -> None:
    for folder in folders:
        counted = [subject.visit.id for subject in folder.added if subject.visit.standing is Standing.COUNTED]
        if folder.kind is CaseKind.SUSPICION and counted:
            visits.change_standings(session, dict.fromkeys(counted, Standing.HELD), case_id=folder.id, now=now)
