"""Structured logs on standard error: JSON lines in production, readable ones elsewhere.

Nothing that a client sent is logged except the name of its operation: no tokens, no variables. In production an
exception is logged by its type and its places only, since its words may quote what was sent.
"""

import logging
import sys
from typing import Any

import structlog

_STAMPED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_described = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)


def configure_logging(*, production: bool) -> None:
    """Set the process's logs up, once, before anything is logged; those of libraries too."""
    form: list[structlog.typing.Processor] = (
        [structlog.processors.ExceptionRenderer(without_words), structlog.processors.JSONRenderer()]
        if production
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    structlog.configure(
        processors=[*_STAMPED, *form],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    _give_libraries_the_same_form(form)


def without_words(exc_info: structlog.typing.ExcInfo) -> list[dict[str, Any]]:
    """An exception and those behind it: types, and where in the code they passed, without their messages."""
    return [{"type": stack["exc_type"], "frames": stack["frames"]} for stack in _described(exc_info)]


def _give_libraries_the_same_form(form: list[structlog.typing.Processor]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    unwrap = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=[unwrap, *form], foreign_pre_chain=_STAMPED))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
