"""The application that a server process runs."""

from starlette.applications import Starlette

import routes
from api.edge.app import create_app
from api.edge.budget import MinuteBudget
from api.edge.logging import configure_logging
from api.errors import as_request_error
from api.exports.visit_page import VisitExportPage
from api.metrics import MetricsPage
from api.operate import operator, readiness, session_checker
from api.public_keys import PUBLIC_KEYS
from api.schema import schema
from api.stream.relay import Relay
from core import audit
from core.db import make_engine
from core.garbage import keep_for_good
from core.settings import settings

LONG_ACTS = frozenset({"importAccounts", "addRegion", "redrawRegion", "moveOrgUnit"})
PLANNING_ACTS = frozenset({"planDay", "replanDay", "planTeamDay"})
_THREADS_BESIDE_OPERATIONS = 11
"Two for long acts, four for planning, two for exports, one each for readiness, metrics and subscriptions."


def process() -> Starlette:
    """The factory for a server process of its own: the application, its logs, and its share of the sealing."""
    configure_logging(production=settings().production)
    audit.start_sealer(_database_url())
    routes.solver_pool().start()
    application = doorstep()
    keep_for_good()
    return application


def streams() -> Starlette:
    """The factory for the process that carries subscriptions: the application and its logs."""
    configure_logging(production=settings().production)
    application = doorstep()
    keep_for_good()
    return application


def doorstep() -> Starlette:
    """The application, as the settings say. Raises RuntimeError without DATABASE_URL."""
    chosen = settings()
    engine = make_engine(_database_url(), threads=chosen.threads + _THREADS_BESIDE_OPERATIONS)
    budget = MinuteBudget(chosen.cost_per_minute)
    return create_app(
        schema,
        operate=operator(engine, budget),
        explain=as_request_error,
        session_alive=session_checker(engine),
        ready=readiness(engine),
        long_acts=LONG_ACTS,
        planning_acts=PLANNING_ACTS,
        threads=chosen.threads,
        allowed_origins=chosen.allowed_origins,
        production=chosen.production,
        pages=[PUBLIC_KEYS, MetricsPage(engine).route(), VisitExportPage(engine).route()],
        streams=lambda masking: Relay(engine, budget, masking),
    )


def _database_url() -> str:
    url = settings().database_url
    if url is None:
        raise RuntimeError("DATABASE_URL is not set: start with `doorstep serve`, which knows the private cluster.")
    return url
