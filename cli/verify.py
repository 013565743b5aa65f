"""`doorstep verify`: whether what is stored follows from what happened."""

import typer

import accounts
import visits
from cli.database import console, engine_for, failed, ready_database
from core.db import acting

app = typer.Typer(help="Replay history and compare it with how things stand.", no_args_is_help=True)

_MOST_NAMED = 100
_SECONDS = 3600


@app.callback()
def verify() -> None:
    """Replay history and compare it with how things stand."""


@app.command()
def pools() -> None:
    """Rebuild owners, standings and limits from the events, and name whatever differs; status 1 where anything does."""
    with engine_for(ready_database()) as engine, acting(engine, seconds=_SECONDS) as session:
        session.connection().exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        checked = accounts.verify_pools(session)
        named = [(str(one.account_id), one.what) for one in checked.differences]
        named += [(str(one.account_id), one.what) for one in visits.verify_credits(session)]
    for account_id, what in named[:_MOST_NAMED]:
        typer.echo(f"account {account_id}: {what}")
    if named:
        more = f", of which {_MOST_NAMED} are named" if len(named) > _MOST_NAMED else ""
        raise failed(f"The pools differ from their history in {len(named):,} places{more}.")
    console.print(
        f"The pools are what their history makes them: {checked.accounts:,} accounts, {checked.events:,} events,"
        f" {checked.holdings:,} holdings, {checked.credits:,} visits.",
        style="green",
    )
