"""Founding the organization."""

import sys
from typing import Annotated

import typer

from cli.database import console, engine_for, failed, ready_database
from core import clock
from core.db import acting
from core.errors import DomainError
from people import found_organization


def init(
    organization: Annotated[str, typer.Option(help="Name of the root unit.")],
    login: Annotated[str, typer.Option(help="Login of the first admin.")],
) -> None:
    """Make the root unit and the first admin; the admin's password is read from standard input."""
    password = typer.prompt("Password", hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline()
    found(ready_database(), organization=organization, login=login, password=password.rstrip("\r\n"))
    console.print(f"{organization} is founded; {login} is its first admin.", style="green", markup=False)


def found(url: str, *, organization: str, login: str, password: str) -> None:
    with engine_for(url) as engine:
        try:
            with acting(engine) as session:
                found_organization(session, organization=organization, login=login, password=password, now=clock.now())
        except DomainError as refusal:
            raise failed(refusal.message) from None
