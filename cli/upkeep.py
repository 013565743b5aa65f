"""Looking after what runs and what is stored."""

import typer

from api.schema import schema as doorstep_schema
from cli.background import Background
from cli.database import console, ready_database
from core.postgres import stop_cluster
from core.settings import settings


def migrate() -> None:
    """Make the database ready: roles, extensions, tables, coming months."""
    ready_database()
    console.print("The database is ready.", style="green")


def stop() -> None:
    """Stop the server and the worker that `doorstep demo` left running, and the private cluster; all data stay."""
    data = settings().data
    stopped = Background(data).stop()
    if data.is_dir():
        stop_cluster(data.resolve())
    console.print("The server is stopped." if stopped else "No server was running here.")


def schema() -> None:
    """Print the GraphQL schema."""
    typer.echo(doorstep_schema.as_str())
