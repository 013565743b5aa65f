"""What was measured, laid out for a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table

from bench.plans import Inspection
from bench.questions import Question
from bench.timing import Timing

_GOALS = {"nearbyAccounts": 1.5}
"Milliseconds that PostgreSQL may take."
_COLUMNS = ("Viewer", "on core ms", "planned", "executed", "round trip", "walls", "statements", "rows", "pages", "")


@dataclass(frozen=True, slots=True)
class Result:
    question: Question
    statements: int
    timing: Timing
    inspection: Inspection

    @property
    def goal_missed(self) -> bool:
        goal = _GOALS.get(self.question.subject)
        return goal is not None and self.timing.on_core > goal

    @property
    def complaints(self) -> list[str]:
        late = [f"over {_GOALS[self.question.subject]} ms"] if self.goal_missed else []
        return late + self.inspection.findings

    @property
    def cells(self) -> tuple[str, ...]:
        timing, ratio = self.timing, self.timing.wall_ratio
        return (
            self.question.viewer_name,
            f"{timing.on_core:.2f}",
            f"{timing.planning:.2f}",
            f"{timing.execution:.2f}",
            f"{timing.round_trip:.2f}",
            "" if ratio is None else f"{ratio:.2f}",
            str(self.statements),
            str(self.inspection.rows),
            str(self.inspection.pages),
            "; ".join(self.complaints),
        )


def table(subject: str, results: Sequence[Result]) -> Table:
    """One subject's results, whoever asks."""
    shown = Table(title=subject, title_justify="left", title_style="bold")
    for column in _COLUMNS:
        shown.add_column(column, justify="left" if column in ("Viewer", "") else "right", overflow="fold")
    for result in results:
        shown.add_row(*result.cells, style="red" if result.complaints else None)
    return shown


def markdown(results: Sequence[Result]) -> str:
    """All results in one table."""
    lines = [("Question", *_COLUMNS), ("---",) * (len(_COLUMNS) + 1)]
    lines += [(result.question.subject, *result.cells) for result in results]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def plans(results: Sequence[Result]) -> str:
    """Every plan of every question, as an outline."""
    return "\n".join(
        f"## {result.question.name}\n\n{plan.outline()}" for result in results for plan in result.inspection.plans
    )
