"""The reps at their phones: each signed in, over a connection of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo import operations, world
from demo.client import Client
from demo.line_in_town import LineInTown
from demo.phone import Phone

_BAD_LINE = 2
"Which rep's."


@dataclass(frozen=True, slots=True, eq=False)
class Rep:
    """A person with a phone."""

    person: world.Person
    client: Client
    team: str
    phone: Phone
    line: LineInTown

    def own_accounts(self) -> list[Any]:
        """What the rep holds."""
        edges = self.client.ask(operations.PRIVATE_POOL)["privatePool"]["accounts"]["edges"]
        return [edge["node"] for edge in edges]

    def nearby_pool(self, *, first: int, least_value: int = 0) -> list[Any]:
        """Edges of the nearest pool accounts that this rep may claim now, from where the rep's day begins."""
        wanted = {"pool": "PUBLIC", "claimableOnly": True, "minValue": least_value}
        return list(self.client.ask(operations.NEARBY, near=self.begins_at, filter=wanted, first=first)["edges"])

    def visit_log(self, since: str | None) -> list[Any]:
        """The rep's own visits since the instant (None: all), oldest first."""
        return self.client.all(operations.VISITS, filter={"from": since})[::-1]

    @property
    def begins_at(self) -> dict[str, float]:
        """A PositionInput."""
        longitude, latitude = self.person.begins_at or (0.0, 0.0)
        return {"longitude": longitude, "latitude": latitude}


def sign_in_reps(url: str, password: str, folder: Path) -> list[Rep]:
    """All nine, by team; what their phones remember lies in `folder`. One phone's line is a bad one."""
    reps = []
    for number, person in enumerate(world.FINLAND.reps()):
        line = LineInTown(loses_an_answer=number == _BAD_LINE)
        client, name = Client(url, line), f"{person.name}'s phone"
        client.sign_in(person.login, password, device=name)
        viewer = client.ask(operations.VIEWER)
        phone = Phone(folder / viewer["id"], client, login=person.login, password=password, name=name)
        reps.append(Rep(person, client, viewer["orgUnit"]["name"], phone, line))
    return reps
