"""The log of each unit: all visits made for it, and once more those with a mark that few visits bear.

Each is a range of one index, newest check-in first, so that no filter has to search what it hides.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from accounts import Standing
from visits.judgement import Judgement
from visits.kinds import Presence, VisitStatus
from visits.signals import SignalCode
from visits.tables import VisitLog

ALL = ""
"The mark of every visit."
_USUAL = {Standing.COUNTED, Presence.ON_SITE, VisitStatus.OPEN, VisitStatus.COMPLETED}
_MARKS = {str(word) for kind in (Standing, Presence, VisitStatus, SignalCode) for word in kind if word not in _USUAL}


def log_rows(visit_id: UUID, *, unit_path: Sequence[UUID], judgement: Judgement) -> list[dict[str, Any]]:
    """The rows that enter a visit into the logs of its unit and of all above."""
    words = {judgement.standing, judgement.presence, *(signal.code for signal in judgement.signals)}
    if judgement.refused:
        words.add(VisitStatus.REFUSED)
    marks = [ALL, *sorted(_MARKS & words)]
    return [{"unit_id": unit_id, "mark": mark, "visit_id": visit_id} for unit_id in unit_path for mark in marks]


def move_marks(session: Session, unit_paths: Mapping[UUID, Sequence[UUID]], standing: Standing) -> None:
    """Mark visits, given with their unit paths, with their new standing instead of any other."""
    others = sorted(_MARKS & (set(Standing) - {standing}))
    unit_ids = {unit_id for unit_path in unit_paths.values() for unit_id in unit_path}
    logged = delete(VisitLog).where(VisitLog.unit_id.in_(unit_ids), VisitLog.visit_id.in_(unit_paths))
    session.execute(logged.where(VisitLog.mark.in_(others)))
    if standing in _MARKS:
        rows = [
            {"unit_id": unit_id, "mark": str(standing), "visit_id": visit_id}
            for visit_id, unit_path in unit_paths.items()
            for unit_id in unit_path
        ]
        session.execute(insert(VisitLog), rows)


def marks_for(words: Sequence[Sequence[str]]) -> Sequence[str]:
    """The marks under which all visits stand that bear one word of each list; `ALL` where a list holds a usual one."""
    return next((listed for listed in words if _MARKS.issuperset(listed)), [ALL])
