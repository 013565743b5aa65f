"""What this room does beside the requests: the positions of days go when those of their visits do."""

from datetime import timedelta

from sqlalchemy.orm import Session

import people
import visits
from core import clock
from core.jobs import Job, Work
from routes.erase_paths import erase_paths


def _erase(work: Work) -> None:
    work.in_steps(_erase_some)


def _erase_some(session: Session) -> bool:
    now, erased = clock.now(), 0
    for days, unit_ids in visits.units_by_days_kept(session, now).items():
        member_ids = session.scalars(people.member_ids_of_units(unit_ids)).all()
        erased += erase_paths(session, member_ids=member_ids, before=now - timedelta(days=days))
    return erased > 0


JOBS = (Job("routes.erase_paths", _erase, cron="5-59/10 * * * *"),)
