"""Two walls, each proved alone: nothing from beside or above reaches a viewer by any way through the schema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from types import ModuleType

import pytest
from sqlalchemy import text, true

import accounts.queries.claimability
import accounts.queries.history
import accounts.queries.holds
import accounts.queries.lists
import accounts.queries.preview
import accounts.queries.views
import people.actor
import people.queries.devices
import people.queries.members
import people.queries.units
import regions.queries.grants
import regions.queries.regions
import reviews.evidence
import reviews.find_case
import reviews.queries.lists
import reviews.queries.members
import reviews.queries.parts
import reviews.queries.views
import reviews.statistics
import routes.queries
import visits.queries
import visits.sightings
from tests.accounts.past import age
from tests.api_client import Client
from tests.visits.phone import check_in, check_out, fix, now
from tests.visits.signing import enroll, new_key
from tests.walls.documents import ways_through
from tests.world import World

CANARY = "canary-7c3e"
FIRST_WALL: tuple[tuple[ModuleType, str], ...] = (
    (people.queries.units, "units_visible_to"),
    (people.queries.members, "members_visible_to"),
    (people.queries.devices, "devices_visible_to"),
    (regions.queries.regions, "owners_visible_to"),
    (regions.queries.grants, "grants_visible_to"),
    (accounts.queries.views, "visible_to"),
    (accounts.queries.lists, "visible_to"),
    (accounts.queries.history, "visible_to"),
    (accounts.queries.claimability, "visible_to"),
    (accounts.queries.holds, "visible_to"),
    (accounts.queries.preview, "visible_to"),
    (visits.queries, "visible_to"),
    (import_module("visits.former_members"), "visible_to"),
    (visits.sightings, "visible_to"),
    (import_module("visits.fired_signals"), "visible_to"),
    (reviews.queries.views, "visible_to"),
    (reviews.queries.lists, "visible_to"),
    (reviews.queries.parts, "visible_to"),
    (reviews.queries.members, "visible_to"),
    (reviews.find_case, "visible_to"),
    (reviews.evidence, "visible_to"),
    (reviews.statistics, "visible_to"),
    (routes.queries, "visible_to"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the viewers: every text in it is a canary."""

    ids: dict[str, str]
    by_type: dict[str, str]
    day: str


@pytest.fixture(params=["both walls", "only the second", "only the first"])
def walls(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes one of the walls away from what is read, or none."""
    if request.param == "only the second":
        for module, predicate in FIRST_WALL:
            monkeypatch.setattr(module, predicate, lambda *_: true())
    if request.param == "only the first":
        for statement in ("_ENTER_FOR_READING", "_ENTER_FOR_WRITING"):
            open_to_all = str(getattr(people.actor, statement)).replace("doorstep_reader", "doorstep_writer")
            monkeypatch.setattr(people.actor, statement, text(open_to_all))


@pytest.fixture
def beside(world: World, database_url: str) -> Beside:
    unit = world.unit(f"Unit {CANARY}")
    region = world.region(unit, world.square(0.2))
    member_id, rep = world.member(unit, name=f"Rep {CANARY}")
    account = world.account(
        0.25,
        name=f"Name {CANARY}",
        address=f"Address {CANARY}",
        category=CANARY,
        externalId=f"{CANARY}-{world.top}",
    )
    rep.act("claimAccount", {"accountId": account})
    device = enroll(rep, new_key(), name=f"Phone {CANARY}")["device"]["id"]
    done = check_in(rep, account, fix(world.place(0.25)), noFixReason=f"Reason {CANARY}")["visit"]
    check_out(rep, done["visitId"], note=f"Note {CANARY}")
    until = {"until": (now() + timedelta(days=9)).isoformat(), "reason": f"Hold {CANARY}"}
    world.admin.act("holdAccount", {"accountId": account, **until})
    world.admin.act("setMemberCapacity", {"memberId": member_id, "capacity": 9, "reason": f"Limit {CANARY}"})
    due = world.account(0.27, name=f"Due {CANARY}")
    rep.act("claimAccount", {"accountId": due})
    age(database_url, [due], 11)
    pool = world.account(0.26, name=f"Pool {CANARY}")
    case = _decided_case(world, unit, rep, account)
    return Beside(
        ids={"OrgUnit": unit, "Member": member_id, "Account": account, "Visit": done["id"], "Pool": pool},
        by_type={
            "OrgUnit": unit,
            "Member": member_id,
            "Account": account,
            "Visit": done["id"],
            "Region": region,
            "Device": device,
            "ReviewCase": case,
        },
        day=done["checkedInAt"],
    )


def _decided_case(world: World, unit: str, rep: Client, account: str) -> str:
    done = check_in(rep, account, fix(world.place(0.25), mocked=True))["visit"]
    check_out(rep, done["visitId"], note=f"Mocked {CANARY}")
    _, reviewer = world.member(unit, "REVIEWER", name=f"Reviewer {CANARY}")
    case = str(reviewer.ask("{ reviewCases { edges { node { id } } } }")["reviewCases"]["edges"][0]["node"]["id"])
    ruling = {"caseId": case, "decision": "CONFIRMED", "note": f"Verdict {CANARY}"}
    assert reviewer.act("decideCase", ruling)["__typename"] == "ReviewCaseSuccess"
    return case


def questions(world: World, beside: Beside) -> Iterator[str]:
    """Every root field, asked openly and for what lies beside, along every way through its type."""
    near = f"near: {{longitude: {world.west + 0.25}, latitude: {world.south + 0.05}}}, withinMeters: 50000"
    roots = {
        "Member": ["viewer"],
        "OrgUnit": [f'orgUnit(id: "{beside.ids["OrgUnit"]}")'],
        "Account": [f'account(id: "{beside.ids["Account"]}")', f'account(id: "{beside.ids["Pool"]}")'],
        "Visit": [f'visit(id: "{beside.ids["Visit"]}")'],
        "Region": [f'region(id: "{beside.by_type["Region"]}")'],
        "AccountConnection": [
            "accounts(first: 5)",
            f'accounts(first: 5, filter: {{search: "{CANARY}"}})',
            f'accounts(first: 5, filter: {{ownerId: "{beside.ids["Member"]}"}})',
            f'accounts(first: 5, filter: {{regionId: "{beside.by_type["Region"]}"}})',
            f'accounts(first: 5, filter: {{externalId: "{CANARY}-{world.top}"}})',
        ],
        "NearbyAccountConnection": [f"nearbyAccounts({near}, first: 5)"],
        "VisitConnection": [
            "visits(first: 5)",
            f'visits(first: 5, filter: {{under: "{beside.ids["OrgUnit"]}"}})',
            f'visits(first: 5, filter: {{memberId: "{beside.ids["Member"]}"}})',
            f'visits(first: 5, filter: {{accountId: "{beside.ids["Account"]}"}})',
            f'visits(first: 5, filter: {{regionId: "{beside.by_type["Region"]}"}})',
        ],
        "ReleasePreviewConnection": [
            f'previewRelease(orgUnitId: "{beside.ids["OrgUnit"]}", policy: {{idleDays: 1}}, first: 5)'
        ],
        "ReviewCaseConnection": [
            "reviewCases(first: 5)",
            f'reviewCases(first: 5, filter: {{under: "{beside.ids["OrgUnit"]}"}})',
            f'reviewCases(first: 5, filter: {{memberId: "{beside.ids["Member"]}"}})',
        ],
        "RegionConnection": [f'regions(first: 5, filter: {{ownerId: "{beside.ids["OrgUnit"]}"}})'],
    }
    for type_name, fields in roots.items():
        for selection in ways_through(type_name):
            yield from (f"{{ {field} {{ {selection} }} }}" for field in fields)
    for type_name, node_id in beside.by_type.items():
        for selection in ways_through(type_name):
            yield f'{{ node(id: "{node_id}") {{ ... on {type_name} {{ {selection} }} }} }}'


@pytest.mark.parametrize("role", ["REP", "MANAGER", "REVIEWER", "ADMIN", "INTEGRATION"])
@pytest.mark.usefixtures("walls")
def test_no_way_through_the_schema_shows_what_lies_beside(world: World, beside: Beside, role: str) -> None:
    viewer = _in_the_next_room(world, role)
    for question in questions(world, beside):
        answer = json.dumps(viewer.answer(question))
        assert CANARY not in answer, question
        assert "INTERNAL" not in answer, question


def test_whoever_may_see_the_canaries_does(world: World, beside: Beside) -> None:
    """The test above can fail: its questions do reach the canaries of a viewer who stands above them."""
    reached = [question for question in questions(world, beside) if CANARY in json.dumps(world.admin.answer(question))]
    asked = list(questions(world, beside))
    assert len(reached) > len(asked) / 2


def _in_the_next_room(world: World, role: str) -> Client:
    unit = world.unit("Next room")
    world.region(unit)
    world.account()
    return world.member(unit, role)[1]
