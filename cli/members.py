"""A member's own data: handing them over, and forgetting them."""

import sys
from typing import Annotated, Any
from uuid import UUID

import orjson
import typer
from sqlalchemy.orm import Session

import accounts
import people
import reviews
import routes
import visits
from cli.database import console, engine_for, failed, ready_database
from core import audit, clock
from core.db import acting
from core.errors import DomainError

_SECONDS = 600
Login = Annotated[str, typer.Argument(help="The member's login.")]


def export_member(login: Login) -> None:
    """Print all that is kept about a member as JSON, and who looked at the member's positions."""
    with engine_for(ready_database()) as engine, acting(engine, seconds=_SECONDS) as session:
        member_id = _member_id(session, login)
        kept = {
            "exportedAt": clock.now(),
            "member": people.personal_data(session, member_id),
            "accountsHeld": accounts.personal_data(session, member_id),
            "visits": visits.personal_data(session, member_id),
            "dayRoutes": routes.personal_data(session, member_id),
            "decidedCases": reviews.personal_data(session, member_id),
            "lookedAtPositions": _looks(session, member_id),
        }
        _record(session, "exportMember", member_id)
    sys.stdout.buffer.write(orjson.dumps(kept, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def erase_member(
    login: Login,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask: it can't be undone.")] = False,
) -> None:
    """Forget who a member was who has left, and where: a pseudonym stays, so that statistics stay right."""
    if not yes:
        typer.confirm(f"Erase {login}? It can't be undone.", abort=True, err=True)
    with engine_for(ready_database()) as engine, acting(engine, seconds=_SECONDS) as session:
        member_id = _member_id(session, login)
        try:
            pseudonym = people.erase_member(session, member_id)
        except DomainError as refusal:
            raise failed(refusal.message) from None
        visits.erase_member(session, member_id)
        routes.erase_member(session, member_id)
        _record(session, "eraseMember", member_id)
    console.print(f"{login} is {pseudonym} from now on.", style="green", markup=False, highlight=False)


def _member_id(session: Session, login: str) -> UUID:
    member_id = people.member_id_of_login(session, login)
    if member_id is None:
        raise failed(f"Nobody has the login {login}.")
    return member_id


def _looks(session: Session, member_id: UUID) -> list[dict[str, Any]]:
    looks = audit.looks_at(session, member_id)
    own = visits.member_visit_ids(session, member_id, {id for look in looks for id in look.visit_ids})
    names = people.member_names(session, {look.by_id for look in looks})
    return [
        {"at": look.at, "by": names[look.by_id], "visits": [str(own[id]) for id in look.visit_ids if id in own]}
        for look in looks
    ]


def _record(session: Session, act: str, member_id: UUID) -> None:
    audit.record(session, now=clock.now(), member_id=None, act=act, subject_id=member_id)
