"""A small company for each test: a part of the org tree and of the globe that no other test touches."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from api.global_ids import read_global_id
from tests.api_client import Client, Json

PASSWORD = "correct horse"  # of members that live as long as a test
_places = itertools.count()
Later = Callable[..., list[Client]]
"Lets a time (timedelta) pass for the server; gives the clients named beside it, signed in again."


@dataclass(slots=True)
class World:
    """`admin` rules the unit `top`; (west, south) is the corner of a square degree of its own."""

    nobody: Client
    admin: Client
    top: str
    west: float
    south: float

    def unit(self, name: str, parent: str | None = None) -> str:
        added = self.admin.act(
            "addOrgUnit", {"name": name, "parentId": parent or self.top}, "... on OrgUnitSuccess { orgUnit { id } }"
        )
        return str(added["orgUnit"]["id"])

    def member(self, unit: str, role: str = "REP", **more: Any) -> tuple[str, Client]:
        """Id and signed-in client of a new member."""
        login = f"{role.lower()}-{uuid4()}"
        person = {"name": login, "login": login, "password": PASSWORD, "role": role, "timeZone": "Europe/Helsinki"}
        person |= {"orgUnitId": unit, **more}
        added = self.admin.act("addMember", person, "... on MemberSuccess { member { id } }")
        return str(added["member"]["id"]), signed_in(self.nobody, person["login"])

    def square(self, x: float = 0, y: float = 0, size: float = 0.1) -> Json:
        """GeoJSON of a square, `x` and `y` degrees from this world's corner."""
        west, south = self.west + x, self.south + y
        east, north = west + size, south + size
        return {
            "type": "Polygon",
            "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
        }

    def region(self, owner: str | None, boundary: Json | None = None) -> str:
        code = f"R-{uuid4()}"
        region = {"code": code, "name": code, "boundary": boundary or self.square(), "ownerOrgUnitId": owner}
        added = self.admin.act("addRegion", region, "... on RegionSuccess { region { id } }")
        return str(added["region"]["id"])

    def place(self, x: float = 0.05, y: float = 0.05) -> Json:
        """A PositionInput, `x` and `y` degrees from this world's corner."""
        return {"longitude": self.west + x, "latitude": self.south + y}

    def account(self, x: float = 0.05, y: float = 0.05, *, by: Client | None = None, **more: Any) -> str:
        account = {"name": f"Account {uuid4()}", "position": self.place(x, y), **more}
        added = (by or self.admin).act("addAccount", account, "... on AccountSuccess { account { id } }")
        return str(added["account"]["id"])


def signed_in(nobody: Client, login: str, password: str = PASSWORD) -> Client:
    answer = nobody.act("signIn", {"login": login, "password": password}, "... on SignInSuccess { accessToken }")
    return Client(nobody.http, answer["accessToken"])


def new_world(nobody: Client, root_admin: Client) -> World:
    """A unit below the root with an admin of its own."""
    root = root_admin.ask("{ viewer { orgUnit { id } } }")["viewer"]["orgUnit"]["id"]
    place = next(_places)
    world = World(nobody, root_admin, root, west=-170 + 2 * (place % 170), south=-60 + 2 * (place // 170))
    world.top = world.unit(f"Company {place}")
    _, world.admin = world.member(world.top, "ADMIN")
    return world


def uuid_of(global_id: str) -> UUID:
    """What the database calls the thing that clients call `global_id`."""
    known = read_global_id(global_id)
    assert known is not None
    return known[1]
