"""`python -m bench.swaps`: false alarms per rep-year, and recall by the size of rings and how much they swapped."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from multiprocessing import Pool
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.swaps.measure import EACH, SIZES, Alarm, Planted, honest_year, ringed_year
from bench.swaps.rings import PACES_DAYS


def main(
    worlds: Annotated[int, typer.Option(help="Simulated years of 200 reps, of each kind.")] = 3,
    seed: Annotated[int, typer.Option(help="Of the first world; the others follow.")] = 1000,
    processes: Annotated[int, typer.Option(help="Worlds at a time.")] = 2,
    tastes: Annotated[bool, typer.Option(help="Whether reps prefer some doors to others.")] = True,
) -> None:
    """Simulate honest years and years with rings in them, and look for rings."""
    with Pool(processes) as pool:
        honest = pool.map(partial(honest_year, tastes=tastes), range(seed, seed + worlds), chunksize=1)
        ringed = pool.map(
            partial(ringed_year, tastes=tastes), range(seed + 100_000, seed + 100_000 + worlds), chunksize=1
        )
    console = Console()
    alarms = [alarm for found, _ in honest for alarm in found]
    years = sum(reps for _, reps in honest)
    console.print(f"Honest: {len(alarms)} false alarms in {years:,} rep-years{_named(alarms)}.")
    others = [alarm for _, accused in ringed for alarm in accused]
    console.print(f"Beside rings: {len(others)} false alarms in {200 * worlds:,} rep-years{_named(others)}.")
    planted = [planted for found, _ in ringed for planted in found]
    console.print(_recall("Ring of", {f"{size}": [one for one in planted if one.size == size] for size in SIZES}))
    console.print(_recall("Kind of ring", {name: [one for one in planted if is_it(one)] for name, is_it in _KINDS}))


def _released_at(pace: str, one: Planted) -> bool:
    return one.kind.pace == pace and not one.kind.expiring


_KINDS: Sequence[tuple[str, Callable[[Planted], bool]]] = (
    *((f"released, and claimed within {pace}", partial(_released_at, pace)) for pace in PACES_DAYS),
    ("let expire", lambda one: one.kind.expiring),
    ("the same accounts go round", lambda one: one.kind.returning),
    ("each account is handed on once", lambda one: not one.kind.returning),
)


def _named(alarms: Sequence[Alarm]) -> str:
    return "".join(f"; {len(one.members)} reps, day {one.day}, chance {one.chance:.1g}" for one in alarms)


def _recall(title: str, groups: Mapping[str, Sequence[Planted]]) -> Table:
    table = Table(title, *(f"{each} hand-ons each" for each in EACH), "all named", "wrongly named with it")
    for name, own in groups.items():
        found = [ring for ring in own if ring.named]
        cells = [_share([ring for ring in own if ring.each == each]) for each in EACH]
        whole = sum(ring.named == ring.size for ring in found)
        table.add_row(name, *cells, f"{whole} of {len(found)}", str(sum(ring.wronged for ring in found)))
    return table


def _share(rings: Sequence[Planted]) -> str:
    return f"{sum(ring.named > 0 for ring in rings)} of {len(rings)} found"


if __name__ == "__main__":
    typer.run(main)
