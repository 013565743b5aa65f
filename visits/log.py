"""The log of each unit: all visits made for it, and once more those with a mark that few visits bear.

Each is a range of one index, newest check-in first, so that no filter has to search what it hides.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from accounts import Standing
from core.inserting import insert_together
from visits.judgement import Judgement
from visits.kinds import Presence, VisitStatus
from visits.signals import SignalCode
from visits.tables import VisitLog

ALL = ""
"The mark of every visit."


def verdict(standing: Standing, presence: Presence) -> str:
    """Both in one mark: few visits may bear both of two that each is borne by many."""
    return f"{standing} {presence}"


_USUAL = {
    *(Standing.COUNTED, Presence.ON_SITE, VisitStatus.OPEN, VisitStatus.COMPLETED),
    verdict(Standing.COUNTED, Presence.ON_SITE),
}
_VERDICTS = {verdict(standing, presence) for standing in Standing for presence in Presence}
_MARKS = {str(word) for kind in (Standing, Presence, VisitStatus, SignalCode, _VERDICTS) for word in kind} - _USUAL
_MARKS_OF_STANDING = _MARKS & {*Standing, *_VERDICTS}


def log_rows(visit_id: UUID, *, unit_path: Sequence[UUID], judgement: Judgement) -> list[dict[str, Any]]:
    """The rows that enter a visit into the logs of its unit and of all above."""
    standing, presence = judgement.standing, judgement.presence
    words = {standing, presence, verdict(standing, presence), *(signal.code for signal in judgement.signals)}
    if judgement.refused:
        words.add(VisitStatus.REFUSED)
    return _rows(visit_id, unit_path, [ALL, *sorted(_MARKS & words)])


def move_marks(session: Session, logged: Mapping[UUID, tuple[Sequence[UUID], Presence]], standing: Standing) -> None:
    """Mark visits, given with their unit paths and presences, with their new standing instead of any other."""
    unit_ids = {unit_id for unit_path, _ in logged.values() for unit_id in unit_path}
    of_visits = delete(VisitLog).where(VisitLog.unit_id.in_(unit_ids), VisitLog.visit_id.in_(logged))
    session.execute(of_visits.where(VisitLog.mark.in_(sorted(_MARKS_OF_STANDING))))
    rows = [
        row
        for visit_id, (unit_path, presence) in logged.items()
        for row in _rows(visit_id, unit_path, sorted(_MARKS & {standing, verdict(standing, presence)}))
    ]
    insert_together(session, {VisitLog: rows})


def _rows(visit_id: UUID, unit_path: Sequence[UUID], marks: Sequence[str]) -> list[dict[str, Any]]:
    return [{"unit_id": unit_id, "mark": mark, "visit_id": visit_id} for unit_id in unit_path for mark in marks]


def marks_for(words: Sequence[Sequence[str]]) -> Sequence[str]:
    """The marks under which all visits stand that bear one word of each list; `ALL` where a list holds a usual one."""
    return next((listed for listed in words if _MARKS.issuperset(listed)), [ALL])
