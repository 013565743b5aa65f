"""`doorstep roads`: the road networks that day routes are planned on."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli.database import console, failed
from core.settings import settings
from routes import EngineMissing, RoadsFailed, TravelMode, build_graph, graphs

app = typer.Typer(help="Road networks for day routes, from OpenStreetMap extracts.", no_args_is_help=True)
Mode = Annotated[TravelMode, typer.Option(case_sensitive=False, help="Who is to use the roads.")]


@app.command()
def build(
    extract: Annotated[Path, typer.Argument(help="Like city.osm.pbf.", exists=True, dir_okay=False)],
    mode: Mode = TravelMode.DRIVING,
    name: Annotated[
        str | None, typer.Option(help="What it replaces when built again; the file's name if absent.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Processor cores to use.")] = os.cpu_count() or 1,
) -> None:
    """Build the network of an extract; running servers take it with the next plan."""
    chosen = name or extract.name.split(".")[0].lower()
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
    ) as progress:
        step = progress.add_task("")

        def tell(description: str) -> None:
            progress.console.print(f"{description} …")
            progress.update(step, description=description)

        try:
            graph = build_graph(extract, mode, name=chosen, roads=_folder(), threads=threads, tell=tell)
        except (RoadsFailed, EngineMissing) as error:
            raise failed(str(error)) from None
    console.print(
        f"Day routes for {mode.lower()} now go by the roads of {graph.name} ({graph.version}).", style="green"
    )


@app.command(name="list")
def list_() -> None:
    """Print the networks in use."""
    for mode in TravelMode:
        for graph in graphs(_folder(), mode):
            west, south, east, north = (
                f"{degrees:.3f}"
                for degrees in (graph.bounds.west, graph.bounds.south, graph.bounds.east, graph.bounds.north)
            )
            typer.echo(f"{graph.name} {mode.lower()} {graph.version} {west},{south},{east},{north} {graph.built_at}")


def _folder() -> Path:
    return settings().data.resolve() / "roads"
