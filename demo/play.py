"""The demo from end to end: load the world, play a morning, show it. A second time it only shows what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from accounts.readers import AccountRow, read_accounts
from core import clock
from core.settings import settings
from demo import operations, show, world
from demo.businesses import ensure_accounts
from demo.client import Client
from demo.helsinki import ATTRIBUTION, helsinki_extract
from demo.morning import VISITS_EACH, play_morning
from demo.next_day import next_route
from demo.password import demo_password
from demo.phone import timestamp
from demo.reps import Rep, sign_in_reps
from demo.roads import ensure_roads
from demo.tree import ensure_regions, ensure_tree

_ZONE = ZoneInfo(world.TIME_ZONE)
_FILE_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Credentials:
    """What `doorstep init` needs for the demo's organization and its first admin."""

    organization: str
    login: str
    password: str


def credentials() -> Credentials:
    """The password is made on the first call and kept in the data folder; everybody in the demo has it."""
    return Credentials(world.ORGANIZATION, world.ADMIN_LOGIN, demo_password(_folder()))


def run(url: str, admin_login: str, admin_password: str) -> None:
    """Load, play and show the demo against the server at `url`, which has the organization and its admin already.

    Raises DemoFailed where it can't go on; called again, it goes on where it stopped.
    """
    console = _console()
    admin = Client(url)
    admin.sign_in(admin_login, admin_password, device="demo")
    _load(admin, admin_password, console)
    reps = sign_in_reps(url, admin_password, _folder() / "phones")
    midnight = timestamp(clock.local_day(clock.now(), _ZONE)[0])
    _play_once(admin, reps, midnight, console)
    _show_day(reps, midnight, console)
    _show_manager(url, admin_password, midnight, console)
    _show_summary(url, admin_login, admin_password, console)


def _console() -> Console:
    """As wide as the terminal; wide enough for the tables where the output goes to a file."""
    console = Console()
    return console if console.is_terminal else Console(width=_FILE_WIDTH)


def _load(admin: Client, password: str, console: Console) -> None:
    with console.status("Organization, people and regions …"):
        ensure_regions(admin, ensure_tree(admin, password))
    with console.status("The map of Helsinki …"):
        rows = list(read_accounts(helsinki_extract(_folder())))
    taken = [row for row in rows if isinstance(row, AccountRow)]
    with console.status("Its streets …"):
        no_roads = ensure_roads(helsinki_extract(_folder()))
    if no_roads:
        console.print(f"[yellow]Travel times are estimated: {escape(no_roads)}[/]")
    with _progress(console) as progress:
        task = progress.add_task("Businesses", total=len(taken))
        refused = ensure_accounts(admin, taken, lambda count: progress.advance(task, count))
    console.print(show.organization(admin.all(operations.REGIONS)))
    left_out = sum(bool(row.remarks) for row in taken)
    console.print(f"{len(taken) - len(refused)} businesses in the public pools; {ATTRIBUTION}.")
    console.print(f"{left_out} of them have opening hours that no weekly table can tell: left out.\n")
    for row in refused:
        console.print(f"Not taken: {row.source.place}: {escape(row.reason)}")


def _play_once(admin: Client, reps: Sequence[Rep], midnight: str, console: Console) -> None:
    """A morning is played once a day."""
    if admin.ask(operations.VISITS, filter={"from": midnight})["edges"]:
        console.print("[dim]Today's morning was played already: here is its log.[/]\n")
        return
    with _progress(console) as progress:
        task = progress.add_task("A morning", total=len(reps) * VISITS_EACH)
        incidents = play_morning(reps, clock.now, lambda: progress.advance(task))
    for incident in incidents:
        console.print(f"[bold]{escape(incident.title)}[/]\n  {escape(incident.story)}\n")


def _show_day(reps: Sequence[Rep], midnight: str, console: Console) -> None:
    for rep in reps:
        console.print(show.visits(rep, rep.visit_log(midnight)), "")
    console.print(show.pool(reps[3], reps[3].nearby_pool(first=8)), "")
    for rep in reps[::3]:
        console.print(show.route(rep, next_route(rep, clock.now().astimezone(_ZONE).date())), "")


def _show_manager(url: str, password: str, midnight: str, console: Console) -> None:
    """The same morning as one who manages all three teams sees it."""
    [manager] = (person for person in world.HELSINKI.people if person.role == "MANAGER")
    client = Client(url)
    client.sign_in(manager.login, password, device="demo")
    console.print(show.tally(manager.name, client.all(operations.VISITS, filter={"from": midnight})), "")


def _show_summary(url: str, admin_login: str, password: str, console: Console) -> None:
    console.print(show.logins(admin_login))
    console.print(f"Everybody's password: [bold]{escape(password)}[/]")
    console.print(f"API: [link]{url}/graphql[/], GraphiQL in a browser at the same address.")


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def _folder() -> Path:
    return settings().data / "demo"
