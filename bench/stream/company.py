"""A small company on a server of its own: reps who check in, managers above them and beside."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

PASSWORD = "correct horse"
_METERS_OFF = 4
_BOUNDARY = {"type": "Polygon", "coordinates": [[[10, 50], [11, 50], [11, 51], [10, 51], [10, 50]]]}


@dataclass(slots=True)
class Person:
    """Signed in."""

    http: httpx.Client
    token: str

    def act(self, verb: str, input: dict[str, Any], selection: str) -> Any:
        """Fields of a verb's success; whatever else is answered ends the benchmark."""
        kind = verb[0].upper() + verb[1:] + "Input"
        query = f"mutation($input: {kind}!) {{ {verb}(input: $input) {{ __typename {selection} }} }}"
        answer = self.http.post(
            "/graphql",
            json={"query": query, "variables": {"input": input}},
            headers={"Authorization": f"Bearer {self.token}"},
        ).json()
        assert "data" in answer, answer
        result = answer["data"][verb]
        assert result["__typename"].endswith("Success"), result
        return result


@dataclass(slots=True)
class Rep:
    person: Person
    account: str
    place: tuple[float, float]
    "Of the account."

    def visit(self) -> None:
        """A check-in and its check-out."""
        now = datetime.now(UTC).isoformat()
        longitude, latitude = (degrees + random.gauss(0, _METERS_OFF / 111_000) for degrees in self.place)
        fix = {"longitude": longitude, "latitude": latitude, "accuracyMeters": 10, "recordedAt": now, "provider": "GPS"}
        visit_id = str(uuid4())
        arrived = {"visitId": visit_id, "accountId": self.account, "fix": fix, "sentAt": now}
        self.person.act("checkIn", arrived, "... on CheckInSuccess { visit { id } }")
        left = {"visitId": visit_id, "sentAt": now, "outcome": "MET"}
        self.person.act("checkOut", left, "... on CheckOutSuccess { visit { id } }")


@dataclass(slots=True)
class Company:
    reps: list[Rep]
    above: list[Person]
    "Managers who may see every visit."
    beside: list[Person]
    "Managers who may see none."


def found(http: httpx.Client, login: str, *, reps: int, managers: int) -> Company:
    admin = signed_in(http, login)
    root = http.post(
        "/graphql",
        json={"query": "{ viewer { orgUnit { id } } }"},
        headers={"Authorization": f"Bearer {admin.token}"},
    ).json()["data"]["viewer"]["orgUnit"]["id"]
    team, other = (_unit(admin, root, name) for name in ("Team", "Other"))
    region = {"code": "R", "name": "Region", "boundary": _BOUNDARY, "ownerOrgUnitId": team}
    admin.act("addRegion", region, "... on RegionSuccess { region { id } }")
    places = [(10.1 + 0.02 * number, 50.5) for number in range(reps)]
    visiting = [Rep(_member(admin, team, "REP"), _account(admin, place), place) for place in places]
    above = [_member(admin, team, "MANAGER") for _ in range(managers)]
    return Company(visiting, above, [_member(admin, other, "MANAGER") for _ in range(managers)])


def signed_in(http: httpx.Client, login: str) -> Person:
    query = "mutation($input: SignInInput!) { signIn(input: $input) { ... on SignInSuccess { accessToken } } }"
    credentials = {"login": login, "password": PASSWORD}
    answer = http.post("/graphql", json={"query": query, "variables": {"input": credentials}}).json()
    return Person(http, answer["data"]["signIn"]["accessToken"])


def _unit(admin: Person, root: str, name: str) -> str:
    added = admin.act("addOrgUnit", {"name": name, "parentId": root}, "... on OrgUnitSuccess { orgUnit { id } }")
    return str(added["orgUnit"]["id"])


def _member(admin: Person, unit: str, role: str) -> Person:
    login = str(uuid4())
    person = {"orgUnitId": unit, "name": login, "login": login, "password": PASSWORD, "role": role, "timeZone": "UTC"}
    admin.act("addMember", person, "... on MemberSuccess { member { id } }")
    return signed_in(admin.http, login)


def _account(admin: Person, place: tuple[float, float]) -> str:
    account = {"name": f"Customer {uuid4()}", "position": dict(zip(("longitude", "latitude"), place, strict=True))}
    added = admin.act("addAccount", account, "... on AccountSuccess { account { id } }")
    return str(added["account"]["id"])
