"""What the queue does for itself: those that failed stay for a week, so that somebody can look."""

from sqlalchemy import text

from core.db import acting
from core.jobs.job import Job, Work

KEPT_DAYS = 7


def forget_failed(work: Work) -> None:
    """Delete the jobs that ended badly, and nobody looked at, more than a week ago; those done well aren't kept."""
    with acting(work.engine) as session:
        session.execute(_FORGET, {"days": KEPT_DAYS})


FORGET_FAILED = Job("jobs.forget_failed", forget_failed, cron="17 3 * * *")

_FORGET = text("""
    DELETE FROM procrastinate_jobs AS job
    WHERE job.status NOT IN ('todo', 'doing') AND NOT EXISTS (
        SELECT FROM procrastinate_events AS event
        WHERE event.job_id = job.id AND event.at > now() - make_interval(days => :days)
    )
""")
