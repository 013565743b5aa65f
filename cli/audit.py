"""`doorstep audit`: the audit trail's seals, for who anchors them outside and who checks them."""

import re
from typing import Annotated

import typer

from cli.database import console, engine_for, failed, ready_database
from core import audit
from core.db import acting

app = typer.Typer(help="Seal and verify the audit trail.", no_args_is_help=True)


@app.command()
def head() -> None:
    """Print the newest seal's hash, the number of rows sealed and the instant: anchor this outside."""
    with engine_for(ready_database()) as engine, acting(engine) as session:
        newest = audit.head(session)
    if newest is None:
        raise failed("Nothing is sealed yet: the server seals once a second, `doorstep audit seal` at once.")
    typer.echo(str(newest))


@app.command()
def seal() -> None:
    """Seal what is committed, as the server does once a second."""
    with engine_for(ready_database()) as engine:
        try:
            count = audit.seal(engine)
        except audit.AuditFault as fault:
            raise failed(str(fault)) from None
    console.print(f"Rows sealed: {count:,}.", style="green")


@app.command()
def verify(
    head: Annotated[
        str | None, typer.Option(help="What `doorstep audit head` printed once, or the hash in it, kept outside.")
    ] = None,
) -> None:
    """Name the first row that was altered, removed or inserted, by whomever; status 1 where there is one."""
    anchored_hash = _hash_of(head) if head is not None else None
    with engine_for(ready_database()) as engine:
        try:
            verified = audit.verify(engine, anchored_hash=anchored_hash)
        except audit.Tampered as found:
            raise failed(f"{found} {_before(found)}") from None
        except audit.AuditFault as fault:
            raise failed(str(fault)) from None
    _tell(verified)


def _hash_of(head: str) -> str:
    first = next(iter(head.lower().split()), "")
    if not re.fullmatch("[0-9a-f]{64}", first):
        raise failed("--head begins with no hash: give what `doorstep audit head` printed, in quotes.")
    return first


def _before(found: audit.Tampered) -> str:
    if found.good_count:
        return f"Rows before it that are as they were recorded: {found.good_count:,}."
    return "Nothing before it vouches for keys/audit.key: make sure that it is this trail's."


def _tell(verified: audit.Verified) -> None:
    console.print(f"All rows are as they were recorded: {verified.entry_count:,}.", style="green")
    if verified.unsealed.oldest_at is not None:
        since = verified.unsealed.oldest_at.isoformat(timespec="seconds")
        console.print(f"Not sealed yet: {verified.unsealed.count:,}, the oldest of {since}.", style="yellow")
    if verified.head is not None:
        typer.echo(str(verified.head))
