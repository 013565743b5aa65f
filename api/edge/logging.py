"""Structured logs on standard error: JSON lines in production, readable ones elsewhere.

Nothing that a client sent is logged except the name of its operation: no tokens, no variables.
"""

import logging
import sys

import structlog


def configure_logging(*, production: bool) -> None:
    """Set the process's logs up, once, before anything is logged."""
    form: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if production
        else [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *form,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
