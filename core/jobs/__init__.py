"""Work beside the requests: periodic and on demand, done by `doorstep worker` through procrastinate.

A room names its jobs as values (`accounts.JOBS`), and the command line hands them to the worker: nothing registers
itself by being imported. A job may be run again at any time, by two workers at once or after one was killed
half-way: it commits in steps, and each step finds for itself what is left to do.
"""

from core.jobs.enqueue import enqueue
from core.jobs.job import Job, Work

__all__ = ["Job", "Work", "enqueue"]
