"""Regions from a GeoJSON file: all of them, or none and everything that is in the way."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table
from sqlalchemy.orm import Session

import accounts
import people
from cli.database import console, engine_for, failed, ready_database
from core import clock
from core.db import acting
from core.errors import DomainError, InvalidInput
from regions import NewRegion, RegionOverlaps, RegionRow, read_regions, regions_by_id

Obstacle = tuple[str, ...]
"A line of the table of what is in the way."


def import_regions(
    file: Annotated[Path, typer.Argument(help="GeoJSON FeatureCollection of polygons, WGS 84.")],
    code_field: Annotated[str, typer.Option(help="Property that holds the region's code.")] = "code",
    name_field: Annotated[str, typer.Option(help="Property that holds its name.")] = "name",
    owner_field: Annotated[str | None, typer.Option(help="Property that holds the owning unit's name.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
) -> None:
    """Add the regions of a file; overlaps are shown, and then nothing is written."""
    try:
        rows = read_regions(file, code_field=code_field, name_field=name_field, owner_field=owner_field)
    except InvalidInput as refusal:
        raise failed(f"{refusal.field}: {refusal.message}") from None
    with engine_for(ready_database()) as engine, acting(engine) as session:
        obstacles = _add(session, rows)
        if obstacles or dry_run:
            session.rollback()
    if obstacles:
        _show(obstacles)
        raise failed("These regions can't be added, so none was.")
    console.print(f"{len(rows)} regions {'would be' if dry_run else 'are'} added.", style="green")


def _add(session: Session, rows: Sequence[RegionRow]) -> list[Obstacle]:
    """Add what can be added, each row on a savepoint of its own, so that all that is wrong is found at once."""
    owners = people.unit_ids_by_name(session, [row.owner for row in rows if row.owner])
    obstacles: list[Obstacle] = []
    with console.status("Regions …") as status:
        for count, row in enumerate(rows, start=1):
            status.update(f"Regions … {count} of {len(rows)}")
            try:
                with session.begin_nested():
                    region = NewRegion(row.code, row.name, row.boundary, _owner(row, owners))
                    accounts.add_region(session, None, region=region, now=clock.now())
            except RegionOverlaps as refusal:
                obstacles += _overlaps(session, row, refusal)
            except DomainError as refusal:
                obstacles.append((row.place, row.code, refusal.message, "", ""))
    return obstacles


def _overlaps(session: Session, row: RegionRow, refusal: RegionOverlaps) -> list[Obstacle]:
    known = regions_by_id(session, [overlap.region_id for overlap in refusal.overlaps])
    return [
        (row.place, row.code, "overlaps", known[overlap.region_id].code, f"{overlap.area_square_meters:,.0f}")
        for overlap in refusal.overlaps
    ]


def _owner(row: RegionRow, owners: dict[str, list[UUID]]) -> UUID | None:
    if row.owner is None:
        return None
    known = owners.get(row.owner, [])
    if len(known) != 1:
        raise InvalidInput("owner", f"{len(known)} units are called {row.owner}: name one that is the only one.")
    return known[0]


def _show(obstacles: Sequence[Obstacle]) -> None:
    table = Table("Where", "Code", "Why", "With", "Shared m²")
    for obstacle in obstacles:
        table.add_row(*obstacle)
    console.print(table)
