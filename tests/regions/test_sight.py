"""Who sees what of regions, through the API and in raw SQL behind it."""

from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, text

from core import clock
from core.db import acting, make_engine
from people import Actor, Role
from regions import ownership_of_regions, regions_of_units
from tests.api_client import Client
from tests.regions.test_grants import grant
from tests.world import World, uuid_of

SEEN = "query($id: ID!) { region(id: $id) { code name boundary areaSquareMeters owner { name } } }"


@pytest.mark.parametrize("role", ["REP", "MANAGER", "REVIEWER", "ADMIN", "INTEGRATION"])
def test_boundaries_are_everybodys_and_owners_only_of_those_who_see_them(
    world: World, raw: Connection, role: str
) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    region = world.region(beside)
    own = world.region(team, world.square(0.2))
    member, client = world.member(team, role)
    foreign_rep, _ = world.member(beside)
    grant(world.admin, foreign_rep, region)

    seen = client.ask(SEEN, id=region)["region"]
    assert seen["boundary"]["type"] == "MultiPolygon"
    assert seen["owner"] is None
    assert client.ask(SEEN, id=own)["region"]["owner"] == {"name": "Team"}

    raw.execute(text("SET LOCAL ROLE doorstep_reader"))
    raw.execute(text("SELECT set_config('doorstep.actor', :member, true)"), {"member": str(uuid_of(member))})
    count = {
        table: raw.execute(
            text(f"SELECT count(*) FROM {table} WHERE {column} = ANY (:ids)"), {"ids": [uuid_of(region), uuid_of(own)]}
        ).scalar_one()
        for table, column in [("region", "id"), ("region_ownership", "region_id"), ("cross_region_grant", "region_id")]
    }
    assert count == {"region": 2, "region_ownership": 1, "cross_region_grant": 0}


def test_the_first_wall_stands_without_the_second(world: World, database_url: str) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    member, _ = world.member(team, "MANAGER")
    foreign = uuid_of(world.region(beside))
    path = (uuid_of(world.top), uuid_of(team))
    manager = Actor(uuid_of(member), uuid_of(member), Role.MANAGER, path[-1], path, ZoneInfo("UTC"))
    with acting(make_engine(database_url, threads=1)) as session:
        assert ownership_of_regions(session, manager, [foreign]) == {foreign: []}
        assert regions_of_units(session, manager, [uuid_of(beside)], clock.now()) == {uuid_of(beside): []}


def test_strangers_see_no_region(world: World, raw: Connection) -> None:
    region = world.region(world.top)
    place = {"longitude": world.west + 0.05, "latitude": world.south + 0.05}
    for query, variables in [
        (SEEN, {"id": region}),
        ("{ regions { edges { cursor } } }", {}),
        ("query($at: PositionInput!) { regionAt(position: $at) { id } }", {"at": place}),
        ("query($id: ID!) { node(id: $id) { id } }", {"id": region}),
    ]:
        answer = Client(world.nobody.http).answer(query, **variables)
        assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    raw.execute(text("SET LOCAL ROLE doorstep_reader"))
    assert raw.execute(text("SELECT count(*) FROM region")).scalar_one() == 0
