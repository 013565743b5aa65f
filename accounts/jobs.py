"""What of this room the worker does."""

from uuid import UUID

from accounts.release_due import RELEASE_DUE, release_due
from accounts.warn_of_releases import warn_of_releases
from core.jobs import Job, Work


def _release_due(work: Work) -> None:
    unit_id = work.arguments.get("unit")
    release_due(work.engine, unit_id=None if unit_id is None else UUID(unit_id), should_stop=work.should_stop)


def _warn_of_releases(work: Work) -> None:
    warn_of_releases(work.engine, should_stop=work.should_stop)


JOBS = (
    Job(RELEASE_DUE, _release_due, cron="* * * * *"),
    Job("accounts.warn_of_releases", _warn_of_releases, cron="*/5 * * * *"),
)
