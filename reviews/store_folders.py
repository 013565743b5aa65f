"""Writes what was filed: in as many statements for many visits as for one, but for those that join known cases."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from core import audit, events
from reviews.doubts import Doubts, add_doubts, doubts_of
from reviews.filing import Folder
from reviews.kinds import CaseEventKind, CaseKind
from reviews.record import record_events
from reviews.rules import DUE
from reviews.tables import CaseQueue, CaseVisit, ReviewCase
from visits import signal_to_json


def store_folders(session: Session, folders: Sequence[Folder], *, now: datetime) -> None:
    """Open the new cases, and add to the others the visits that they don't hold yet."""
    new, known = [folder for folder in folders if folder.is_new], [folder for folder in folders if not folder.is_new]
    if new:
        session.execute(insert(ReviewCase), [_case(folder, now) for folder in new])
        session.execute(insert(CaseQueue), [place for folder in new for place in _places(folder, now)])
        _tell(session, new, now)
    for folder in known:
        add_doubts(session, folder.id, _doubts(folder), first_at=folder.first_at, last_at=folder.last_at)
    rows = [row for folder in folders for row in _visits(folder)]
    if rows:
        session.execute(insert(CaseVisit), rows)
    happened = [(folder.id, CaseEventKind.OPENED) for folder in new]
    happened += [(folder.id, CaseEventKind.VISIT_ADDED) for folder in known for _ in folder.added]
    record_events(session, happened, now=now)


def _case(folder: Folder, now: datetime) -> dict[str, Any]:
    doubts = _doubts(folder)
    return {
        "id": folder.id,
        "kind": folder.kind,
        "member_id": folder.member_id,
        "unit_path": list(folder.unit_path),
        "rule_version": folder.rule_version,
        "first_at": folder.first_at,
        "last_at": folder.last_at,
        "trust_score": doubts.trust_score,
        "signals": [signal_to_json(signal) for signal in folder.signals],
        "signal_codes": [] if folder.kind is CaseKind.SAMPLE else sorted(doubts.codes),
        "swap_id": folder.swap_id,
        "opened_at": now,
        "due_at": now + DUE[folder.kind],
    }


def _doubts(folder: Folder) -> Doubts:
    return doubts_of(folder.added, folder.signals)


def _places(folder: Folder, now: datetime) -> Iterator[dict[str, Any]]:
    """The case in the queue of each unit of its stamp."""
    for unit_id in folder.unit_path:
        yield {"case_id": folder.id, "unit_id": unit_id, "due_at": now + DUE[folder.kind], "undecided": True}


def _visits(folder: Folder) -> Iterator[dict[str, Any]]:
    for subject in folder.added:
        signals = [signal_to_json(signal) for signal in subject.signals_of_others]
        yield {"visit_id": subject.visit.id, "case_id": folder.id, "signals": signals}


def _tell(session: Session, folders: Iterable[Folder], now: datetime) -> None:
    told = {
        folder.id: {"kind": str(folder.kind), "member": str(folder.member_id), "unit": str(folder.unit_path[-1])}
        for folder in folders
    }
    audit.record(session, now=now, member_id=None, act="openCases", details={"cases": [str(id) for id in told]})
    events.publish_each(session, now=now, kind="case.opened", payloads=told)
