"""The jobs of workers that were killed: they are found by the heartbeat that stopped, and wait again.

procrastinate leaves them `doing` for ever, and with them their lock, which keeps all later ones waiting.
"""

from procrastinate import App

HEARTBEAT_SECONDS = 3.0
STALLED_AFTER_SECONDS = 15.0


async def retry_stalled(app: App) -> None:
    """Let the jobs of workers that are gone wait again; one whose successor waits already is given up for it."""
    await app.connector.execute_query_async(_RETRY, seconds=STALLED_AFTER_SECONDS)


# One statement, which looks at each row again once it has it: of two workers, the second finds nothing left.
_RETRY = """
    UPDATE procrastinate_jobs AS job
    SET attempts = job.attempts + 1,
        status = CASE WHEN EXISTS (
            SELECT FROM procrastinate_jobs AS successor
            WHERE successor.queueing_lock = job.queueing_lock AND successor.status = 'todo'
        ) THEN 'failed'::procrastinate_job_status ELSE 'todo'::procrastinate_job_status END
    WHERE job.status = 'doing' AND (job.worker_id IS NULL OR job.worker_id IN (
        SELECT id FROM procrastinate_workers WHERE last_heartbeat < now() - make_interval(secs => %(seconds)s)
    ))
"""
