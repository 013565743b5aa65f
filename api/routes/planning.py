"""What planning verbs work with in a request: this process's roads and solvers, until the request's time runs out."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import routes
from api.edge.workers import interruptible


@contextmanager
def planning_tools() -> Iterator[routes.PlanningTools]:
    """Raises Busy where the time has run out already."""
    with routes.Stop() as stop, interruptible(stop.give):
        yield routes.PlanningTools(routes.road_networks(), partial(routes.solver_pool().solve, stop=stop))
