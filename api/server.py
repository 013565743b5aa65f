"""The application that a server process runs."""

from starlette.applications import Starlette

from api.edge.app import create_app
from api.edge.budget import MinuteBudget
from api.edge.logging import configure_logging
from api.errors import as_request_error
from api.metrics import MetricsPage
from api.operate import operator, readiness, session_checker
from api.public_keys import PUBLIC_KEYS
from api.schema import schema
from core import audit
from core.db import make_engine
from core.settings import settings

LONG_ACTS = frozenset({"importAccounts", "addRegion", "redrawRegion", "moveOrgUnit"})
_THREADS_BESIDE_OPERATIONS = 4
"Two for long acts, one for readiness, one for metrics."


def process() -> Starlette:
    """The factory for a server process of its own: the application, its logs, and its share of the sealing."""
    configure_logging(production=settings().production)
    audit.start_sealer(_database_url())
    return doorstep()


def doorstep() -> Starlette:
    """The application, as the settings say. Raises RuntimeError without DATABASE_URL."""
    chosen = settings()
    engine = make_engine(_database_url(), threads=chosen.threads + _THREADS_BESIDE_OPERATIONS)
    return create_app(
        schema,
        operate=operator(engine, MinuteBudget(chosen.cost_per_minute)),
        explain=as_request_error,
        session_alive=session_checker(engine),
        ready=readiness(engine),
        long_acts=LONG_ACTS,
        threads=chosen.threads,
        allowed_origins=chosen.allowed_origins,
        production=chosen.production,
        pages=[PUBLIC_KEYS, MetricsPage(engine).route()],
    )


def _database_url() -> str:
    url = settings().database_url
    if url is None:
        raise RuntimeError("DATABASE_URL is not set: start with `doorstep serve`, which knows the private cluster.")
    return url
