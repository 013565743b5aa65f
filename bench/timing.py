"""How long statements take, warm: on a core, by PostgreSQL's own figures, and until their rows are here."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine

from bench.questions import Question
from bench.statements import entered, is_explainable
from bench.world import Viewer

_MOST_PASSES, _ENOUGH_SECONDS = 40, 1.5
_EXPLAIN = b"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) "


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians over many passes, each over all statements of an answer, in milliseconds."""

    on_core: float
    "For which PostgreSQL's process was on a core to parse, plan, execute and send: whatever else the machine does."
    planning: float
    execution: float
    "These two by EXPLAIN ANALYZE."
    round_trip: float
    "Until the rows are here."
    without_policies: float | None
    "As `on_core`, without the second wall; None where an answer writes."

    @property
    def wall_ratio(self) -> float | None:
        return self.on_core / self.without_policies if self.without_policies else None


def time_statements(
    engine: Engine, unwalled: Engine, question: Question, viewer: Viewer, statements: Sequence[bytes]
) -> Timing:
    """Time them through `engine`, and without policies through `unwalled`: a function keeps plans for one role."""
    explained, run, run_unwalled = [], [], []
    for _ in _passes():
        with _cursor(engine, question, viewer) as cursor:
            explained.append(_explain(cursor, statements))
        with _cursor(engine, question, viewer) as cursor:
            run.append(_run(cursor, statements))
        if not question.writes:
            with _cursor(unwalled, question, viewer) as cursor:
                cursor.execute("SET LOCAL ROLE doorstep_writer")
                run_unwalled.append(_run(cursor, statements))
    planning, execution = _medians(explained)
    on_core, round_trip = _medians(run)
    without_policies = _medians(run_unwalled)[0] if run_unwalled else None
    return Timing(on_core, planning, execution, round_trip, without_policies)


def _passes() -> Iterator[int]:
    """As many as give a sound median; of what is slow, one may be all."""
    began = time.perf_counter()
    for number in range(_MOST_PASSES):
        yield number
        if time.perf_counter() - began > _ENOUGH_SECONDS:
            return


def _medians(passes: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Of either figure; the first tenth of the passes warmed caches and plans up."""
    warm = passes[len(passes) // 10 :]
    return median(one for one, _ in warm), median(other for _, other in warm)


@contextmanager
def _cursor(engine: Engine, question: Question, viewer: Viewer) -> Iterator[Any]:
    with entered(engine, question, viewer) as (session, _):
        yield session.connection().connection.cursor()


def _explain(cursor: Any, statements: Sequence[bytes]) -> tuple[float, float]:
    planning = execution = 0.0
    for statement in statements:
        if not is_explainable(statement):
            cursor.execute(statement)
            continue
        cursor.execute(_EXPLAIN + statement)
        figures = cursor.fetchone()[0][0]
        planning += figures["Planning Time"]
        execution += figures["Execution Time"]
    return planning, execution


def _run(cursor: Any, statements: Sequence[bytes]) -> tuple[float, float]:
    """Milliseconds on a core, and until the rows are here."""
    process = Path("/proc", str(cursor.connection.info.backend_pid), "schedstat")
    began, core_began = time.perf_counter(), _on_core(process)
    for statement in statements:
        cursor.execute(statement)
        if cursor.description is not None:
            cursor.fetchall()
    ended = time.perf_counter()
    return _on_core(process) - core_began, (ended - began) * 1000


def _on_core(process: Path) -> float:
    """The first figure that Linux keeps of a process: nanoseconds on a core."""
    return int(process.read_text().split()[0]) / 1e6
