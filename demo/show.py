"""The demo's answers from the API, laid out for a person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from demo import world
from demo.reps import Rep

_ZONE = ZoneInfo(world.TIME_ZONE)
_LEFT_OUT_SHOWN = 2
_COLOURS = {
    "ON_SITE": "green",
    "UNCERTAIN": "yellow",
    "UNLOCATED": "yellow",
    "OFF_SITE": "red",
    "COUNTED": "green",
    "HELD": "yellow",
    "VOIDED": "red",
}


def organization(regions: Sequence[Mapping[str, Any]]) -> Tree:
    """The org tree with its people and each unit's regions."""
    tree = Tree(f"[bold]{world.ORGANIZATION}[/]")
    _grow(tree, world.FINLAND, regions)
    return tree


def visits(rep: Rep, log: Sequence[Mapping[str, Any]]) -> Table:
    """A rep's visits, oldest first: where the phone was, how sure that is, and what follows."""
    columns = ("Time", "Account", "Fix", "Distance", "On site", "Presence", "Standing", "Outcome")
    table = _table(f"{rep.person.name}, {rep.team}", *columns)
    for visit in log:
        fix = visit["fix"]
        table.add_row(
            _clock(visit["checkedInAt"], seconds=True),
            escape(visit["accountName"]),
            f"{fix['provider']} ±{fix['accuracyMeters']:.0f} m" if fix else "none",
            _meters(visit["distanceMeters"]),
            "" if visit["onSiteProbability"] is None else f"{visit['onSiteProbability']:.0%}",
            _coloured(visit["presence"]),
            _coloured(visit["standing"]),
            _words(visit["outcome"] or visit["status"]),
        )
    return table


def pool(rep: Rep, edges: Sequence[Mapping[str, Any]]) -> Table:
    """Accounts to claim, nearest first; phones are masked in the public pool."""
    title = f"Nearest pool accounts for {rep.person.name}"
    table = _table(title, "Distance", "Account", "What", "Address", "Phone", "Value")
    for edge in edges:
        account = edge["node"]
        texts = (escape(account[name] or "") for name in ("name", "category", "address", "phone"))
        table.add_row(_meters(edge["distanceMeters"]), *texts, str(account["value"]))
    return table


def route(rep: Rep, plan: Mapping[str, Any]) -> Table:
    """A day's stops with their times."""
    source = "along roads" if plan["travelSource"] == "ROADS" else "travel times estimated"
    title = (
        f"{rep.person.name}'s route for {plan['date']}: {_clock(plan['departAt'])} to {_clock(plan['returnAt'])}, "
        f"{_meters(plan['travelMeters'])} on foot, {source}"
    )
    table = _table(title, "Arrive", "Leave", "Walk", "Wait", "Account", "Address", "Why")
    for stop in plan["stops"]:
        account = stop["account"] or {}
        table.add_row(
            _clock(stop["arriveAt"]),
            _clock(stop["departAt"]),
            _minutes(stop["travelSeconds"]),
            _minutes(stop["waitSeconds"]),
            escape(stop["accountName"]),
            escape(account.get("address") or ""),
            ", ".join(_words(reason) for reason in stop["reasons"]),
        )
    left_out = [f"{escape(left['accountName'])} ({escape(left['why'])})" for left in plan["leftOut"]]
    if left_out:
        more = f" and {len(left_out) - _LEFT_OUT_SHOWN} more" if len(left_out) > _LEFT_OUT_SHOWN else ""
        table.caption = f"Left out: {', '.join(left_out[:_LEFT_OUT_SHOWN])}{more}"
    return table


def tally(manager: str, log: Sequence[Mapping[str, Any]]) -> str:
    """A manager's question in a line: what became of the visits in sight."""
    standings = Counter(visit["standing"] for visit in log)
    counts = ", ".join(f"{count} {_coloured(standing)}" for standing, count in sorted(standings.items()))
    return f"[bold]{manager}[/], manager, sees {len(log)} visits today: {counts}."


def logins(admin_login: str) -> Table:
    """Who can sign in."""
    table = _table("Sign in as", "Login", "Role", "Unit")
    table.add_row(admin_login, "ADMIN", world.ORGANIZATION)
    for unit in world.FINLAND.all_units():
        for person in unit.people:
            table.add_row(person.login, person.role, unit.name)
    return table


def _grow(tree: Tree, unit: world.Unit, regions: Sequence[Mapping[str, Any]]) -> None:
    owned = [region for region in regions if region["owner"] and region["owner"]["name"] == unit.name]
    sizes = ", ".join(f"{region['name']} {region['areaSquareMeters'] / 1e6:.2f} km²" for region in owned)
    branch = tree.add(f"[bold]{unit.name}[/]" + (f" owns {sizes}" if sizes else ""))
    for person in unit.people:
        branch.add(f"{person.name}, {_words(person.role)}")
    for below in unit.units:
        _grow(branch, below, regions)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", caption_justify="left")
    for column in columns:
        right = column in ("Distance", "On site", "Value", "Walk", "Wait")
        table.add_column(column, justify="right" if right else "left")
    return table


def _coloured(word: str) -> str:
    return f"[{_COLOURS[word]}]{_words(word)}[/]"


def _words(name: str) -> str:
    return name.replace("_", " ").lower()


def _meters(meters: float | None) -> str:
    if meters is None:
        return ""
    return f"{meters:.0f} m" if meters < 1000 else f"{meters / 1000:.1f} km"


def _minutes(seconds: int) -> str:
    return f"{seconds / 60:.0f} min" if seconds else ""


def _clock(instant: str, *, seconds: bool = False) -> str:
    return datetime.fromisoformat(instant).astimezone(_ZONE).strftime("%H:%M:%S" if seconds else "%H:%M")
