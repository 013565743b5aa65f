"""`doorstep routes`: routes for problems from files."""

import math
import sys
from pathlib import Path
from typing import Annotated

import typer

from core.errors import InvalidInput

app = typer.Typer(help="Find routes for problems from files.", no_args_is_help=True)
_MOST_SECONDS = 3_600


@app.callback()
def _routes() -> None:
    """Find routes for problems from files."""


@app.command()
def solve(
    files: Annotated[list[Path], typer.Argument(help="JSON files, a problem each.", metavar="FILE…")],
    seconds: Annotated[float, typer.Option(help="Wall-clock seconds for each problem, once it is read.")],
    seed: Annotated[int, typer.Option(min=0, help="Of the random numbers.")] = 0,
) -> None:
    """Find good routes for each problem, and print one JSON line each, in the order of the files.

    A FILE holds {"durations": [[seconds or null]], "nodes": [{"prize": n, "service": s, "windows": [[open, close]…],
    "must": bool}…], "vehicles": [{"start": i, "end": j, "window": [from, to], "break": {"from": a, "to": b,
    "seconds": s} or null}…], "objective": "prize", "time" or "travel"}. A line is {"routes": [[node…]…], "prize": n,
    "travel": s, "duration": s, "feasible": bool, "seconds": s}: the nodes that each vehicle visits, without its start
    and end.

    Times are seconds on one clock, and null is no way at all. A visit takes its service and begins within one of its
    windows, ends included. A break is taken once, at the start or at a stop, within its from and to (it begins there,
    where they are too close for it); a route that is over by its from has none. Objectives: prize is every must, then
    the most prize, then the least travel; time is every node, then the earliest end of the last route; travel is every
    node, then the least travel.

    A file that can't be read as a problem is named on standard error; the others are solved, and the command ends
    with 2.
    """
    # Compiled code takes a second to load, which other commands are spared.
    from routes.search import warm_up
    from routes.search.problem_file import answer, read_problem

    if not (math.isfinite(seconds) and 0 < seconds <= _MOST_SECONDS):
        raise typer.BadParameter(f"{seconds:g}; more than 0, {_MOST_SECONDS} at most.", param_hint="--seconds")
    warm_up()
    refused = False
    for file in files:
        try:
            problem = read_problem(file)
        except InvalidInput as refusal:
            print(f"{file}: {refusal.field}: {refusal.message}", file=sys.stderr)
            refused = True
            continue
        print(answer(problem, seconds=seconds, seed=seed), flush=True)
    if refused:
        raise typer.Exit(2)
