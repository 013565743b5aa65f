"""What is shown once to many is what each of them would see."""

from dataclasses import replace
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from graphql import parse
from sqlalchemy import Connection, text

from api.edge.execution import Prepared
from api.edge.stream.asked import words_of
from api.global_ids import identifier_of
from api.stream.sights import sight
from people import Actor, Role
from tests.api_client import Client
from tests.stream.ear import ear
from tests.visits.phone import check_in, fix
from tests.world import World
from visits import Stamp

_SHARED = """id visitId accountName status checkedInAt checkedOutAt receivedAt offline distanceMeters onSiteProbability
    presence standing outcome note trustScore evidenceValid evidenceFault
    signals { code severity weight explanation innocentExplanation }
    member { id name role timeZone status orgUnit { id name parent { id name } } }
    account { id name address category externalId stage region { id code name } owner { id name } }
    region { id code name }"""


class Team:
    """A unit with a region, a rep who visits a customer that looks suspect, and two of each who oversee them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.unit = world.unit("Team")
        world.region(self.unit)
        _, self.rep = world.member(self.unit)
        self.account = world.account()
        self.overseers = [world.member(self.unit, role)[1] for role in ("MANAGER", "MANAGER", "REVIEWER", "REVIEWER")]

    def visit(self) -> str:
        return str(check_in(self.rep, self.account, fix(self.world.place(), mocked=True))["visit"]["id"])


@pytest.fixture
def team(world: World) -> Team:
    return Team(world)


def test_what_is_shared_is_what_each_would_see_alone(team: Team) -> None:
    query = f"query($id: ID!) {{ node(id: $id) {{ ... on Visit {{ {_SHARED} }} }} }}"
    first, second, third, fourth = team.overseers
    with ear(first, _SHARED) as a, ear(second, _SHARED) as b, ear(third, _SHARED) as c, ear(fourth, _SHARED) as d:
        visit_id = team.visit()
        heard = [listening.visit() for listening in (a, b, c, d)]
    assert heard == [overseer.ask(query, id=visit_id)["node"] for overseer in team.overseers]
    assert heard[0]["signals"]


def test_who_was_moved_away_hears_no_more_of_what_former_colleagues_hear(team: Team, raw: Connection) -> None:
    moved, stayed, *_ = team.overseers
    beside = team.world.unit("Beside")
    with ear(moved) as moved_ear, ear(stayed) as stayed_ear:
        raw.execute(text("SET LOCAL ROLE doorstep_writer"))
        raw.execute(
            text("UPDATE member SET unit_id = :unit WHERE id = :id"),
            {"unit": identifier_of("OrgUnit", beside), "id": _member_id(moved)},
        )
        raw.commit()
        team.visit()
        stayed_ear.visit()
        team.world.region(beside, team.world.square(0.5))
        _, rep = team.world.member(beside)
        there = check_in(rep, team.world.account(0.55), fix(team.world.place(0.55)))["visit"]["visitId"]
        assert moved_ear.visit()["visitId"] == there


def _member_id(client: Client) -> UUID:
    return identifier_of("Member", client.ask("{ viewer { id } }")["viewer"]["id"])


_MANAGER = Actor(
    member_id=uuid4(),
    session_id=uuid4(),
    role=Role.MANAGER,
    unit_id=uuid4(),
    unit_path=(),
    time_zone=ZoneInfo("UTC"),
)
_STAMP = Stamp(uuid4(), ())


def _asking(*fields: tuple[str, str]) -> Prepared:
    unused = None
    return Prepared(unused, unused, fields=frozenset(fields))  # type: ignore[arg-type]


def test_only_those_of_one_role_in_one_unit_share_what_they_see() -> None:
    asking = _asking(("Subscription", "visitRecorded"), ("Visit", "id"))
    colleague = replace(_MANAGER, member_id=uuid4(), session_id=uuid4())
    assert sight(asking, _MANAGER, [_STAMP]) == sight(asking, colleague, [_STAMP])
    for other in (replace(colleague, role=Role.REVIEWER), replace(colleague, unit_id=uuid4())):
        assert sight(asking, _MANAGER, [_STAMP]) != sight(asking, other, [_STAMP])


@pytest.mark.parametrize(
    "field", [("Visit", "fix"), ("Visit", "case"), ("Account", "claimability"), ("Member", "devices")]
)
def test_what_depends_on_who_looks_is_shown_to_each_alone(field: tuple[str, str]) -> None:
    asking = _asking(("Visit", "id"), field)
    assert sight(asking, _MANAGER, [_STAMP]) != sight(asking, replace(_MANAGER, member_id=uuid4()), [_STAMP])


def test_reps_and_whoever_made_the_visit_share_nothing() -> None:
    asking = _asking(("Visit", "id"))
    rep = replace(_MANAGER, role=Role.REP)
    assert sight(asking, rep, [_STAMP]) != sight(asking, replace(rep, member_id=uuid4()), [_STAMP])
    own = [_STAMP, Stamp(_MANAGER.member_id, ())]
    assert sight(asking, _MANAGER, own) != sight(asking, replace(_MANAGER, member_id=uuid4()), own)


def _words(query: str, **variables: object) -> bytes:
    document = parse(query)
    return words_of(document, document.definitions[0], variables)  # type: ignore[arg-type]


def test_where_a_subscription_begins_is_no_matter_of_what_it_shows() -> None:
    query = (
        "subscription($after: String, $n: Int) { visitRecorded(after: $after) { account { visits(first: $n) { a } } } }"
    )
    assert _words(query, after="x", n=1) == _words(query, after="y", n=1) != _words(query, after="x", n=2)
    literal = 'subscription { visitRecorded(after: "%s") { id } }'
    assert _words(literal % "x") == _words(literal % "y") != _words("subscription { visitRecorded { visitId } }")
