"""`doorstep`: one command for each thing that an operator does."""

import typer

from cli.audit import app as audit
from cli.demo import demo
from cli.imports import imports
from cli.keys import app as keys
from cli.organization import init
from cli.serve import serve
from cli.upkeep import migrate, schema, stop

app = typer.Typer(
    help="The back end of field-sales teams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (serve, init, migrate, schema, demo, stop):
    app.command()(command)
app.add_typer(imports, name="import")
app.add_typer(audit, name="audit")
app.add_typer(keys, name="keys")
