"""The thread of a server process that seals what its acts and all others put on record."""

import threading
from collections.abc import Callable

import structlog
from sqlalchemy import Engine

from core.audit.seal import seal
from core.db import make_engine

PAUSE_SECONDS = 1.0
PAUSE_AFTER_FAILURE_SECONDS = 30.0

_log = structlog.get_logger(__name__)


def start_sealer(url: str) -> None:
    """Seal about once a second, on a connection of its own, until the process ends.

    Every process of every machine may: they take turns.
    """
    engine = make_engine(url, threads=1)
    ended = threading.Event()
    threading.Thread(target=seal_until, args=(engine, ended.wait), name="audit-sealer", daemon=True).start()


def seal_until(engine: Engine, wait: Callable[[float], bool]) -> None:
    """Seal after each wait (in seconds) until one answers True. A failure is logged, and tried again."""
    pause = PAUSE_SECONDS
    while not wait(pause):
        try:
            seal(engine)
            pause = PAUSE_SECONDS
        except Exception:  # noqa: BLE001  # whatever is amiss, sealing must go on once it is mended
            _log.exception("The audit trail isn't sealed")
            pause = PAUSE_AFTER_FAILURE_SECONDS
