"""`doorstep`: one command for each thing that an operator does."""

import typer

from cli.audit import app as audit
from cli.demo import demo
from cli.imports import app as imports
from cli.keys import app as keys
from cli.members import erase_member, export_member
from cli.organization import init
from cli.rescore import rescore
from cli.roads import app as roads
from cli.routes import app as routes
from cli.serve import serve
from cli.upkeep import migrate, schema, stop
from cli.verify import app as verify
from cli.worker import worker

app = typer.Typer(
    help="The back end of field-sales teams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Rich would take the brackets of JSON for its own
)
for command in (serve, worker, init, migrate, schema, demo, stop, export_member, erase_member, rescore):
    app.command()(command)
app.add_typer(imports, name="import")
app.add_typer(audit, name="audit")
app.add_typer(keys, name="keys")
app.add_typer(verify, name="verify")
app.add_typer(roads, name="roads")
app.add_typer(routes, name="routes")
