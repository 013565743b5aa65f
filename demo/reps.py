"""The reps at their phones: each signed in, over a connection of its own."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from demo import operations, world
from demo.client import Client


@dataclass(frozen=True, slots=True, eq=False)
class Rep:
    """A person with a phone."""

    person: world.Person
    client: Client
    team: str

    def own_accounts(self) -> list[Any]:
        """What the rep holds."""
        edges = self.client.ask(operations.PRIVATE_POOL)["privatePool"]["accounts"]["edges"]
        return [edge["node"] for edge in edges]

    def nearby_pool(self, *, first: int, least_value: int = 0) -> list[Any]:
        """Edges of the nearest pool accounts that this rep may claim now, from where the rep's day begins."""
        wanted = {"pool": "PUBLIC", "claimableOnly": True, "minValue": least_value}
        return list(self.client.ask(operations.NEARBY, near=self.begins_at, filter=wanted, first=first)["edges"])

    def visit_log(self, since: str) -> list[Any]:
        """The rep's own visits since the instant, oldest first."""
        return self.client.all(operations.VISITS, filter={"from": since})[::-1]

    @property
    def begins_at(self) -> dict[str, float]:
        """A PositionInput."""
        longitude, latitude = self.person.begins_at or (0.0, 0.0)
        return {"longitude": longitude, "latitude": latitude}


def sign_in_reps(url: str, password: str) -> list[Rep]:
    """All nine, by team."""
    reps = []
    for person in world.FINLAND.reps():
        client = Client(url)
        client.sign_in(person.login, password, device=f"{person.name}'s phone")
        team = client.ask(operations.VIEWER)["orgUnit"]["name"]
        reps.append(Rep(person, client, team))
    return reps


def next_working_day(today: date) -> date:
    """The first Monday to Friday after `today`."""
    following = today + timedelta(days=1)
    return following + timedelta(days=max(0, 8 - following.isoweekday()) if following.isoweekday() > 5 else 0)
