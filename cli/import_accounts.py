"""Accounts from a file: good rows enter the public pools, bad ones a file beside with the reason in each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import phonenumbers
import typer
from rich.progress import track
from sqlalchemy.orm import Session

import accounts
from accounts import ImportRefused, NewAccount
from accounts.readers import AccountRow, RejectedRow, read_accounts, write_rejects
from cli.database import console, engine_for, failed, ready_database
from core import clock
from core.db import acting
from core.errors import InvalidInput
from geo import Position

_BATCH = 1000
"Rows between two steps of the progress bar."


def import_accounts(
    file: Annotated[Path, typer.Argument(help="An .osm.pbf extract, or .csv, or .geojson.")],
    column: Annotated[list[str] | None, typer.Option(help="FIELD=COLUMN, as in name=Customer; once a field.")] = None,
    country: Annotated[
        str | None, typer.Option(help="Whose national phone and tax numbers may stand in the file, as in FI.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
) -> None:
    """Turn the rows of a file into leads in the public pools of their regions."""
    country = None if country is None else _country(country)
    try:
        rows = list(read_accounts(file, _mapping(column or [])))
    except InvalidInput as refusal:
        raise failed(f"{refusal.field}: {refusal.message}") from None
    taken = [row for row in rows if isinstance(row, AccountRow)]
    rejected = [row for row in rows if isinstance(row, RejectedRow)]
    with engine_for(ready_database()) as engine, acting(engine) as session:
        refused = [row for batch in _progress(taken) for row in _import(session, batch, country)]
        if dry_run:
            session.rollback()
    _tell(file, rows=len(rows), rejected=[*rejected, *refused], dry_run=dry_run)


def _country(code: str) -> str:
    if code.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise failed(f"--country: {code} is no country: write its ISO 3166 code, as in FI.")
    return code.upper()


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    """Raises InvalidInput for an entry that isn't FIELD=COLUMN."""
    pairs = [entry.partition("=") for entry in columns]
    for entry, (field, equals, column) in zip(columns, pairs, strict=True):
        if not (field and equals and column):
            raise InvalidInput("--column", f"{entry} is no mapping: write FIELD=COLUMN, as in name=Customer.")
    return {field: column for field, _, column in pairs}


def _import(session: Session, rows: Sequence[AccountRow], country: str | None) -> list[RejectedRow]:
    """Import all rows but those refused, which are returned: without them the rest is tried again."""
    left, refused = list(rows), list[RejectedRow]()
    while left:
        try:
            with session.begin_nested():
                new = [_account(row) for row in left]
                accounts.import_accounts(session, None, rows=new, country=country, now=clock.now())
            break
        except ImportRefused as refusal:
            bad = {row.index: row for row in refusal.rows}
            refused += [left[index].rejected(row.reason, row.field) for index, row in bad.items()]
            left = [row for index, row in enumerate(left) if index not in bad]
    return refused


def _account(row: AccountRow) -> NewAccount | InvalidInput:
    try:
        position = Position.checked(row.longitude, row.latitude)
    except InvalidInput as refusal:
        return refusal
    return NewAccount(
        name=row.name,
        position=position,
        address=row.address,
        category=row.category,
        phone=row.phone,
        tax_id=row.tax_id,
        value=row.value,
        visit_minutes=row.visit_minutes,
        geofence_meters=row.geofence_meters,
        opening_hours=row.opening_hours,
        external_id=row.external_id,
    )


def _progress(rows: Sequence[AccountRow]) -> Iterator[Sequence[AccountRow]]:
    batches = [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]
    yield from track(batches, description="Accounts", console=console)


def _tell(file: Path, *, rows: int, rejected: Sequence[RejectedRow], dry_run: bool) -> None:
    console.print(f"{rows - len(rejected)} of {rows} rows {'would be' if dry_run else 'are'} imported.", style="green")
    if rejected:
        beside = write_rejects(file, rejected)
        console.print(f"{len(rejected)} are rejected, each with its reason, in {beside}.", style="yellow", markup=False)
