"""The log: who sees which visits, in what order."""

import orjson
import pytest
from sqlalchemy import Connection, text

from accounts import Standing
from core import clock
from core.db import acting, make_engine
from tests.api_client import Client, every_edge
from tests.visits.phone import check_in, check_out, fix
from tests.world import World, uuid_of
from visits import change_standings

LOG = """query($filter: VisitFilter, $after: String) { visits(filter: $filter, first: 2, after: $after) {
    edges { node { id member { name } } } pageInfo { hasNextPage endCursor } } }"""


def log_of(viewer: Client, **wanted: object) -> list[str]:
    edges = every_edge(lambda after: viewer.ask(LOG, filter=wanted, after=after)["visits"])
    return [edge["node"]["id"] for edge in edges]


@pytest.fixture
def teams(world: World) -> tuple[str, str]:
    area = world.unit("Area")
    north, south = world.unit("North", area), world.unit("South", area)
    world.region(north)
    world.region(south, world.square(0.2))
    return north, south


def visit(world: World, rep: Client, x: float) -> str:
    place = world.place(x)
    done = check_in(rep, world.account(x), fix(place))["visit"]
    check_out(rep, done["visitId"])
    return str(done["id"])


def test_sight_of_a_visit_follows_the_unit_it_was_made_for(world: World, teams: tuple[str, str]) -> None:
    north, south = teams
    (northerner_id, northerner), (_, southerner) = world.member(north), world.member(south)
    _, manager = world.member(north, "MANAGER")
    first, second, third = (
        visit(world, northerner, 0.01),
        visit(world, southerner, 0.21),
        visit(world, northerner, 0.02),
    )

    assert log_of(northerner) == [third, first]
    assert log_of(manager) == [third, first]
    assert log_of(world.admin) == [third, second, first]
    assert log_of(world.admin, under=south) == [second]
    assert log_of(world.admin, memberId=northerner_id) == [third, first]
    assert log_of(manager, under=south) == []
    assert log_of(southerner, memberId=northerner_id) == []
    for viewer in (southerner, manager):
        assert viewer.ask("query($id: ID!) { node(id: $id) { id } }", id=second if viewer is manager else first) == {
            "node": None
        }


def test_the_log_is_filtered_by_verdict(world: World, teams: tuple[str, str]) -> None:
    _, rep = world.member(teams[0])
    counted = visit(world, rep, 0.01)
    held = check_in(rep, world.account(0.02), None)["visit"]["id"]
    for viewer in (rep, world.admin):
        assert log_of(viewer, standing=["COUNTED"]) == [counted]
        assert log_of(viewer, presence=["UNLOCATED"]) == [held]
        assert log_of(viewer, standing=["HELD"], presence=["UNCERTAIN", "UNLOCATED"], signal=["NO_FIX"]) == [held]
        assert log_of(viewer, standing=["HELD", "COUNTED"], presence=["ON_SITE", "UNLOCATED"]) == [held, counted]
        assert log_of(viewer, standing=["HELD"], presence=["ON_SITE"]) == []
        assert log_of(viewer, status=["OPEN"]) == [held]
        assert log_of(viewer, status=["COMPLETED"]) == [counted]
        assert log_of(viewer, status=["REFUSED"], signal=["NO_FIX"]) == []
        assert log_of(viewer, to="2001-01-01T00:00:00Z") == []
        assert log_of(viewer, **{"from": "0001-01-01T00:00:00Z"}) == [held, counted]


def test_a_visit_stands_under_what_it_is_worth_now(world: World, teams: tuple[str, str], database_url: str) -> None:
    _, rep = world.member(teams[0])
    held = check_in(rep, world.account(0.02), None)["visit"]["id"]
    unlocated = {"presence": ["UNLOCATED", "OFF_SITE"]}
    for standing in (Standing.COUNTED, Standing.VOIDED, Standing.HELD):
        with acting(make_engine(database_url, threads=1)) as session:
            change_standings(session, {uuid_of(held): standing}, now=clock.now())
        for word in Standing:
            stands_there = [held] if word is standing else []
            assert log_of(world.admin, standing=[word], **unlocated) == stands_there
            assert log_of(world.admin, standing=[word]) == stands_there


def test_a_visit_with_many_marks_stands_once_in_its_place(world: World, teams: tuple[str, str]) -> None:
    _, rep = world.member(teams[0])
    visited = []
    for x, doubtful in ((0.01, True), (0.03, False), (0.05, True)):
        sent = fix(world.place(x), accuracy=500, age_seconds=300) if doubtful else None
        done = check_in(rep, world.account(x), sent)["visit"]
        check_out(rep, done["visitId"])
        visited.append(done["id"])
    doubts = {"signal": ["VAGUE_FIX", "STALE_FIX", "NO_FIX", "MOCKED_FIX"], "presence": ["UNCERTAIN", "UNLOCATED"]}
    assert log_of(world.admin, **doubts) == log_of(rep, **doubts) == visited[::-1]


@pytest.mark.parametrize("role", ["REP", "MANAGER", "REVIEWER", "ADMIN", "INTEGRATION"])
def test_the_second_wall_hides_the_visits_of_units_beside(
    world: World, teams: tuple[str, str], raw: Connection, role: str
) -> None:
    north, south = teams
    _, northerner = world.member(north)
    seen = uuid_of(visit(world, northerner, 0.01))
    beside, _ = world.member(south, role)
    above, _ = world.member(world.top, "MANAGER")

    def sees(member: str, table: str, column: str) -> bool:
        raw.execute(text("SELECT set_config('doorstep.actor', :id, true)"), {"id": str(uuid_of(member))})
        raw.execute(text("SET LOCAL ROLE doorstep_reader"))
        count = raw.scalar(text(f"SELECT count(*) FROM {table} WHERE {column} = :id"), {"id": seen})
        raw.rollback()
        return bool(count)

    for table, column in (("visit", "id"), ("visit_log", "visit_id"), ("visit_position", "visit_id")):
        assert sees(above, table, column)
        assert not sees(beside, table, column)


def test_a_look_at_anothers_positions_is_on_record_once_an_operation(
    world: World, teams: tuple[str, str], raw: Connection
) -> None:
    rep_id, rep = world.member(teams[0])
    manager_id, manager = world.member(teams[0], "MANAGER")
    seen = {str(uuid_of(visit(world, rep, x))) for x in (0.01, 0.02)}
    look = "{ visits { edges { node { fix { accuracyMeters } } } } }"
    manager.ask(look)
    rep.ask(look)
    manager.ask("{ visits { edges { node { presence } } } }")

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    statement = text("SELECT entry FROM audit_entry WHERE act = 'lookAtPositions' AND member_id = ANY (:ids)")
    ids = [uuid_of(manager_id), uuid_of(rep_id)]
    looks = [orjson.loads(entry) for (entry,) in raw.execute(statement, {"ids": ids})]
    assert [(look["member"], set(look["details"]["visits"])) for look in looks] == [(str(ids[0]), seen)]
    assert looks[0]["details"]["members"] == [str(ids[1])]
