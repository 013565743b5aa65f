"""The log of each unit: all visits made for it, and once more those with a mark that few visits bear.

Each is a range of one index, newest check-in first, so that no filter has to search what it hides.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert
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


def log_visit(session: Session, *, visit_id: UUID, unit_path: Sequence[UUID], judgement: Judgement) -> None:
    """Enter a visit into the logs of its unit and of all above."""
    words = {judgement.standing, judgement.presence, *(signal.code for signal in judgement.signals)}
    if judgement.refused:
        words.add(VisitStatus.REFUSED)
    marks = [ALL, *sorted(_MARKS & words)]
    rows = [{"unit_id": unit_id, "mark": mark, "visit_id": visit_id} for unit_id in unit_path for mark in marks]
    session.execute(insert(VisitLog), rows)


def marks_for(words: Sequence[Sequence[str]]) -> Sequence[str]:
    """The marks under which all visits stand that bear one word of each list; `ALL` where a list holds a usual one."""
    return next((listed for listed in words if _MARKS.issuperset(listed)), [ALL])
