"""What of this room the worker does."""

from datetime import timedelta

import accounts
import visits
from core import clock
from core.db import acting
from core.jobs import Job, Work
from reviews.open_cases import open_cases
from reviews.open_swap_cases import open_swap_cases

_LOOK_SECONDS = 300
_CHAINS_SINCE = timedelta(days=2)
"Longer than a worker is down; a doubt is told once, however often it is found."


def _find_swaps(work: Work) -> None:
    """The pools are read in a transaction that writes nothing, and searched in none: both may take a while."""
    now = clock.now()
    with acting(work.engine, seconds=_LOOK_SECONDS) as session:
        pools = accounts.look_at_pools(session, now)
    rings = accounts.look_for_swaps(pools)
    with acting(work.engine) as session:
        open_swap_cases(session, accounts.record_swaps(session, rings, now), now)


def _doubt_broken_chains(work: Work) -> None:
    """What a phone signed and never sent is missing for good once it could only arrive too late."""
    now = clock.now()
    with acting(work.engine) as session:
        open_cases(session, visits.doubt_broken_chains(session, since=now - _CHAINS_SINCE, now=now), now)


JOBS = (
    Job("reviews.find_swaps", _find_swaps, cron="17 * * * *"),
    Job("reviews.doubt_broken_chains", _doubt_broken_chains, cron="*/10 * * * *"),
)
