"""`python -m bench.swaps`: false alarms per rep-year, and recall by the size of rings and how much they swapped."""

from collections.abc import Sequence
from multiprocessing import Pool
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench.swaps.measure import SIZES, Alarm, Planted, honest_year, ringed_year

_MUCH = ((6, 10), (11, 20), (21, 45))


def main(
    worlds: Annotated[int, typer.Option(help="Simulated years of 200 reps, of each kind.")] = 3,
    seed: Annotated[int, typer.Option(help="Of the first world; the others follow.")] = 1000,
    processes: Annotated[int, typer.Option(help="Worlds at a time.")] = 2,
) -> None:
    """Simulate honest years and years with rings in them, and look for rings."""
    with Pool(processes) as pool:
        honest = pool.map(honest_year, range(seed, seed + worlds), chunksize=1)
        ringed = pool.map(ringed_year, range(seed + 100_000, seed + 100_000 + worlds), chunksize=1)
    console = Console()
    alarms = [alarm for found, _ in honest for alarm in found]
    years = sum(reps for _, reps in honest)
    console.print(f"Honest: {len(alarms)} false alarms in {years:,} rep-years{_named(alarms)}.")
    others = [alarm for _, accused in ringed for alarm in accused]
    console.print(f"Beside rings: {len(others)} false alarms in {200 * worlds:,} rep-years{_named(others)}.")
    console.print(_recall([planted for found, _ in ringed for planted in found]))


def _named(alarms: Sequence[Alarm]) -> str:
    return "".join(f"; {len(one.members)} reps, day {one.day}, chance {one.chance:.1g}" for one in alarms)


def _recall(planted: Sequence[Planted]) -> Table:
    table = Table(
        "Ring of", *(f"{low} to {high} hand-ons" for low, high in _MUCH), "all named", "wrongly named with it"
    )
    for size in SIZES:
        own = [ring for ring in planted if ring.size == size]
        found = [ring for ring in own if ring.named]
        cells = [_share([ring for ring in own if low <= ring.hand_ons <= high]) for low, high in _MUCH]
        whole = sum(ring.named == ring.size for ring in found)
        table.add_row(str(size), *cells, f"{whole} of {len(found)}", str(sum(ring.wronged for ring in found)))
    return table


def _share(rings: Sequence[Planted]) -> str:
    return f"{sum(ring.named > 0 for ring in rings)} of {len(rings)} found"


if __name__ == "__main__":
    typer.run(main)
