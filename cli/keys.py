"""`doorstep keys`: the keys that sign access tokens."""

import typer

from cli.database import console
from core import clock
from core.settings import settings
from people import PUBLISHED_BEFORE, rotate_token_keys

app = typer.Typer(help="The keys that sign access tokens.", no_args_is_help=True)


@app.callback()
def keys() -> None:
    """A folder of commands, however few."""


@app.command()
def rotate() -> None:
    """Make the next key: published from now on, it signs in 15 minutes; delete those that are no longer needed.

    Servers on other machines need the new file in that time. To end a key at once, with every token that it
    has signed, delete its file: phones renew their sessions by themselves.
    """
    key = rotate_token_keys(clock.now())
    minutes = int(PUBLISHED_BEFORE.total_seconds() // 60)
    console.print(f"{key.id} signs from {key.begins_at:%H:%M:%S} UTC on, in {minutes} minutes.", style="green")
    console.print(f"It lies in {settings().data / 'keys'} as {key.path.name}.", highlight=False)
