"""Who plans beside the requests: processes that do nothing else, so that no plan keeps a check-in waiting."""

from routes.solving.pool import SolverPool, SolversBusy, solver_pool
from routes.solving.stop import Stop

__all__ = ["SolverPool", "SolversBusy", "Stop", "solver_pool"]
