"""Running the worker."""

from api.edge.logging import configure_logging
from cli.database import console, ready_database
from cli.jobs import JOBS
from core.settings import settings


def worker() -> None:
    """Run the jobs: releases, warnings and whatever else is due; stops at SIGTERM. Any number may run at once."""
    from core.jobs.worker import run_worker  # brings procrastinate, which no other command needs

    url = ready_database()
    configure_logging(production=settings().production)
    console.print("The worker runs.", style="green")
    run_worker(settings().direct_url or url, JOBS)
