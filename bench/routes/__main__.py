"""python -m bench.routes WORK [--seconds S] [--seeds N] [--names PREFIX,…] [--every N]: see bench/routes/README.md."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from statistics import mean, median

from rich.console import Console
from rich.table import Table

from bench.routes.instances import Instance, instances
from bench.routes.peers import Solver, lkh_length, solvers
from routes.search import Objective, replay, warm_up


def main() -> None:
    wanted, console = _arguments(), Console()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    warm_up()
    measured: dict[str, list[float | None]] = {name: [] for name in solvers()}
    table = Table("instance", "best known", *measured)
    for instance in _chosen(wanted.work, wanted.names, wanted.every):
        gaps = {
            name: _median([_gap(instance, solver, wanted.seconds, seed) for seed in range(1, wanted.seeds + 1)])
            for name, solver in solvers().items()
        }
        for name, gap in gaps.items():
            measured[name].append(gap)
        table.add_row(instance.name, str(instance.best), *(_shown(gap) for gap in gaps.values()))
    for words, part in (("mean gap %", _mean), ("unsolved", lambda gaps: str(gaps.count(None)))):
        table.add_row(words, "", *(part(gaps) for gaps in measured.values()), style="bold")
    console.print(table)
    console.print(f"{wanted.seconds:g} s, {wanted.seeds} seeds, load average {os.getloadavg()[0]:.1f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.routes")
    parser.add_argument("work", choices=["optw", "tsptw", "order"])
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--names", default="", help="what the instances' names begin with, separated by commas")
    parser.add_argument("--every", type=int, default=1, help="only every so many-th instance")
    return parser.parse_args()


def _chosen(work: str, names: str, every: int) -> Sequence[Instance]:
    named = [each for each in instances(work) if each.name.startswith(tuple(names.split(",")))]
    return [each if each.best is not None else replace(each, best=lkh_length(each.task)) for each in named[::every]]


def _gap(instance: Instance, solver: Solver, limit: float, seed: int) -> float | None:
    """Per cent short of the best known; None where the routes break a rule."""
    driven = replay(instance.task, solver(instance.task, limit, seed))
    if driven.violations or instance.best is None:
        return None
    short = (
        instance.best - driven.prize if instance.task.objective is Objective.PRIZE else driven.travel - instance.best
    )
    return 100 * short / instance.best


def _median(gaps: Sequence[float | None]) -> float | None:
    solved = [gap for gap in gaps if gap is not None]
    return median(solved) if 2 * len(solved) > len(gaps) else None


def _mean(gaps: Sequence[float | None]) -> str:
    solved = [gap for gap in gaps if gap is not None]
    return f"{mean(solved):.2f}" if solved else "none"


def _shown(gap: float | None) -> str:
    return "unsolved" if gap is None else f"{gap:.2f}"


if __name__ == "__main__":
    main()
