import pytest

from routes import solver_pool


@pytest.fixture(scope="session", autouse=True)
def _solvers_are_ready() -> None:
    """A plan in a test needn't wait for what a server does when it starts."""
    for solver in solver_pool().solvers:
        solver.make_ready()
