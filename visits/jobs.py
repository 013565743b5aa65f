"""What this room does beside the requests."""

from core import clock
from core.db import acting
from core.jobs import Job, Work
from visits.retention import erase_expired_positions


def _erase_positions(work: Work) -> None:
    is_more = True
    while is_more and not work.should_stop():
        with acting(work.engine) as session:
            is_more = erase_expired_positions(session, now=clock.now())


JOBS = (Job("visits.erase_positions", _erase_positions, cron="*/10 * * * *"),)
