"""`doorstep import`: regions and accounts from files."""

import typer

from cli.import_accounts import import_accounts
from cli.import_regions import import_regions

app = typer.Typer(help="Bring in regions and accounts from files.", no_args_is_help=True)
app.command("regions")(import_regions)
app.command("accounts")(import_accounts)
