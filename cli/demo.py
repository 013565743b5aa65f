"""The demo: a server and a worker of its own, left running, and a morning played on them."""

from cli.background import Background, ServerFailed
from cli.database import engine_for, failed, ready_database
from cli.organization import found
from core.db import acting
from core.settings import settings
from demo.failure import DemoFailed
from demo.play import Credentials, credentials, run
from people import is_founded


def demo() -> None:
    """Play a morning of a sales team in Helsinki, and leave the server and the worker running."""
    url, person = ready_database(), credentials()
    _found_once(url, person)
    try:
        address = Background(settings().data).ensure()
        run(address, person.login, person.password)
    except (DemoFailed, ServerFailed) as error:
        raise failed(str(error)) from None


def _found_once(url: str, person: Credentials) -> None:
    with engine_for(url) as engine, acting(engine) as session:
        founded = is_founded(session)
    if not founded:
        found(url, organization=person.organization, login=person.login, password=person.password)
