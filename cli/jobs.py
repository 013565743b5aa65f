"""Every room's jobs: what `doorstep worker` runs."""

import accounts
import reviews
import routes
import visits
from core import outbox
from core.jobs import Job

JOBS: tuple[Job, ...] = (*accounts.JOBS, *visits.JOBS, *reviews.JOBS, *routes.JOBS, *outbox.JOBS)
