"""How long statements take, warm: by PostgreSQL's own figures, and until their rows are here."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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

    planning: float
    execution: float
    round_trip: float
    "Until the rows are here, unexplained."
    without_policies: float | None
    "Planning and execution of the same statements without the second wall; None where an answer writes."

    @property
    def postgres(self) -> float:
        return self.planning + self.execution

    @property
    def wall_ratio(self) -> float | None:
        return self.postgres / self.without_policies if self.without_policies else None


def time_statements(
    engine: Engine, unwalled: Engine, question: Question, viewer: Viewer, statements: Sequence[bytes]
) -> Timing:
    """Time them through `engine`, and without policies through `unwalled`: a function keeps plans for one role."""
    plannings, executions, round_trips, without = [], [], [], []
    for _ in _passes():
        with _cursor(engine, question, viewer) as cursor:
            planning, execution = _explain(cursor, statements)
        plannings.append(planning)
        executions.append(execution)
        with _cursor(engine, question, viewer) as cursor:
            round_trips.append(_run(cursor, statements))
        if not question.writes:
            with _cursor(unwalled, question, viewer) as cursor:
                cursor.execute("SET LOCAL ROLE doorstep_writer")
                without.append(sum(_explain(cursor, statements)))
    return Timing(
        planning=_median_warm(plannings),
        execution=_median_warm(executions),
        round_trip=_median_warm(round_trips),
        without_policies=_median_warm(without) if without else None,
    )


def _passes() -> Iterator[int]:
    """As many as give a sound median; of what is slow, one may be all."""
    began = time.perf_counter()
    for number in range(_MOST_PASSES):
        yield number
        if time.perf_counter() - began > _ENOUGH_SECONDS:
            return


def _median_warm(figures: Sequence[float]) -> float:
    """The first tenth warmed caches and plans up."""
    return median(figures[len(figures) // 10 :])


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


def _run(cursor: Any, statements: Sequence[bytes]) -> float:
    began = time.perf_counter()
    for statement in statements:
        cursor.execute(statement)
        if cursor.description is not None:
            cursor.fetchall()
    return (time.perf_counter() - began) * 1000
