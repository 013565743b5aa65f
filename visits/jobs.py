"""What this room does beside the requests."""

from core import clock
from core.jobs import Job, Work
from visits.retention import erase_expired_positions


def _erase_positions(work: Work) -> None:
    work.in_steps(lambda session: erase_expired_positions(session, now=clock.now()))


JOBS = (Job("visits.erase_positions", _erase_positions, cron="*/10 * * * *"),)
