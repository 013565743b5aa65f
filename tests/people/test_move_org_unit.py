"""Reorganization: a unit moves with everything below it, and nobody ever sees half of it."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, text

from core import clock
from core.db import acting, make_engine
from people import Actor, Role, add_org_unit
from tests.api_client import Client, Json
from tests.at_once import at_once, kinds
from tests.world import World, uuid_of

UNIT = "... on OrgUnitSuccess { orgUnit { name parent { name } ancestors { name } } }"


def move(client: Client, unit: str, parent: str) -> Json:
    return client.act("moveOrgUnit", {"orgUnitId": unit, "newParentId": parent}, UNIT)


def is_sound(raw: Connection, world: World) -> bool:
    """Whether paths and closure of this world's units say what the parents say."""
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    return bool(raw.scalar(text(SOUND), {"top": uuid_of(world.top)}))


SOUND = """
    WITH RECURSIVE tree AS (
        SELECT id, path FROM org_unit WHERE id = :top
        UNION ALL
        SELECT unit.id, tree.path || unit.id FROM org_unit unit JOIN tree ON unit.parent_id = tree.id
    ), pairs AS (SELECT unnest(path) AS unit_id, id AS below_id FROM tree)
    SELECT (SELECT bool_and(org_unit.path = tree.path) FROM tree JOIN org_unit USING (id))
        AND (SELECT count(*) FROM tree) = (SELECT count(*) FROM org_unit WHERE :top = ANY (path))
        AND NOT EXISTS (SELECT * FROM pairs EXCEPT SELECT unit_id, below_id FROM org_unit_below)
        AND NOT EXISTS (
            SELECT unit_id, below_id FROM org_unit_below JOIN tree ON tree.id = below_id EXCEPT SELECT * FROM pairs
        )
"""


def test_a_unit_moves_with_everything_below_it_and_sight_follows(world: World, raw: Connection) -> None:
    north, south = world.unit("North"), world.unit("South")
    area = world.unit("Area", north)
    team = world.unit("Team", area)
    _, of_north = world.member(north, "MANAGER")
    _, of_south = world.member(south, "MANAGER")
    rep, _ = world.member(team)
    seen = "query($id: ID!) { node(id: $id) { id } }"

    moved = move(world.admin, area, south)
    assert moved["orgUnit"]["parent"] == {"name": "South"}
    assert [unit["name"] for unit in moved["orgUnit"]["ancestors"]][1:] == ["South", "Area"]
    for thing in (area, team, rep):
        assert of_north.ask(seen, id=thing) == {"node": None}
        assert of_south.ask(seen, id=thing) == {"node": {"id": thing}}
    assert is_sound(raw, world)
    assert move(world.admin, area, south) == moved, "the answer was lost"


def test_a_unit_moves_only_within_the_admins_sight_and_never_below_itself(world: World, raw: Connection) -> None:
    north, south = world.unit("North"), world.unit("South")
    area = world.unit("Area", north)
    team = world.unit("Team", area)
    _, admin = world.member(north, "ADMIN")
    _, manager = world.member(north, "MANAGER")

    for unit, parent in ((area, south), (south, area), (world.top, area), (area, "nonsense"), ("nonsense", area)):
        assert move(admin, unit, parent)["__typename"] == "NotFound"
    for unit, parent in ((area, team), (area, area), (north, team)):
        refused = move(admin, unit, parent)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", "newParentId")
    assert move(manager, team, north)["__typename"] == "NotAllowed"
    assert move(admin, team, north)["__typename"] == "OrgUnitSuccess"
    assert is_sound(raw, world)


def test_the_root_stays(root_admin: Client, world: World) -> None:
    root = root_admin.ask("{ viewer { orgUnit { id } } }")["viewer"]["orgUnit"]["id"]
    refused = move(root_admin, root, world.top)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "orgUnitId")


@pytest.mark.parametrize("attempt", range(3))
def test_units_that_move_below_each_other_at_once_make_no_ring(world: World, raw: Connection, attempt: int) -> None:
    units = [world.unit(f"Unit {n} of {attempt}") for n in range(4)]
    moves = [partial(move, world.admin, unit, units[n - 1]) for n, unit in enumerate(units)]
    results = kinds(at_once(moves))
    assert results == {"OrgUnitSuccess": 3, "InvalidInput": 1}
    assert is_sound(raw, world)


def test_a_move_waits_for_what_is_being_added_and_takes_it_along(
    world: World, raw: Connection, database_url: str
) -> None:
    north, south = world.unit("North"), world.unit("South")
    area = world.unit("Area", north)
    team = world.unit("Team", area)
    path = (uuid_of(world.top),)
    admin = Actor(uuid_of(world.top), uuid_of(world.top), Role.ADMIN, path[-1], path, ZoneInfo("UTC"))
    with ThreadPoolExecutor(1) as thread:
        with acting(make_engine(database_url, threads=1)) as session:
            add_org_unit(session, admin, name="Added", parent_id=uuid_of(team), now=clock.now())
            moving = thread.submit(move, world.admin, area, south)
            while not moving.done() and raw.scalar(text(WAITING)) == 0:
                raw.rollback()
        assert moving.result()["__typename"] == "OrgUnitSuccess"
    assert is_sound(raw, world)


WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.mark.parametrize("attempt", range(3))
def test_what_is_added_while_its_unit_moves_moves_along(world: World, raw: Connection, attempt: int) -> None:
    north, south = world.unit(f"North {attempt}"), world.unit("South")
    area = world.unit("Area", north)
    team = world.unit("Team", area)
    adds = [partial(world.unit, f"Added {n}", team if n % 2 else area) for n in range(5)]
    at_once([partial(move, world.admin, area, south), *adds, partial(move, world.admin, team, north)])
    assert is_sound(raw, world)
