"""Refused acts in regions of others, and who learns of them."""

from datetime import timedelta
from itertools import product
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, text

from core import clock
from core.db import acting, make_engine
from core.paging import PageRequest
from people import Actor, Role
from regions import attempt_page
from tests.accounts.calls import add, assign, claim
from tests.api_client import Client, Json
from tests.visits.phone import check_in, fix
from tests.world import World, uuid_of

ATTEMPTS = """query($under: ID, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
    crossRegionAttempts(under: $under, from: $from, to: $to, first: $first, after: $after) {
        edges { node { at act member { id } region { id } account { id } } } pageInfo { hasNextPage endCursor } } }"""


def attempts(client: Client, **arguments: object) -> list[Json]:
    return [edge["node"] for edge in client.ask(ATTEMPTS, **arguments)["crossRegionAttempts"]["edges"]]


@pytest.fixture
def tried(world: World) -> dict[str, str]:
    """A rep of the team tried four times in the region of others."""
    area = world.unit("Area")
    team, beside = world.unit("Team", area), world.unit("Beside")
    world.region(team)
    region = world.region(beside, world.square(0.2))
    account = world.account(0.25)
    rep_id, rep = world.member(team)
    _, head = world.member(world.top, "MANAGER")
    assert {
        claim(rep, account)["__typename"],
        check_in(rep, account, fix(world.place(0.25)))["__typename"],
        add(rep, world, 0.25)["__typename"],
        assign(head, account, rep_id)["__typename"],
    } == {"OutsideYourRegion"}
    return {"area": area, "team": team, "beside": beside, "region": region, "account": account, "rep": rep_id}


def test_managers_see_who_of_their_subtree_tried_what_and_where(world: World, tried: dict[str, str]) -> None:
    _, manager = world.member(tried["area"], "MANAGER")
    seen = attempts(manager)
    assert [attempt["act"] for attempt in seen] == ["addAccount", "checkIn", "claimAccount"]
    for attempt in seen:
        assert (attempt["member"], attempt["region"]) == ({"id": tried["rep"]}, {"id": tried["region"]})
        assert attempt["account"] is None, "it lies out of the manager's sight"
    head = attempts(world.admin)
    assert [attempt["act"] for attempt in head] == ["assignAccount", "addAccount", "checkIn", "claimAccount"]
    assert [attempt["account"] for attempt in head] == [{"id": tried["account"]}, None, *[{"id": tried["account"]}] * 2]

    page = manager.ask(ATTEMPTS, first=2)["crossRegionAttempts"]
    assert page["pageInfo"]["hasNextPage"]
    assert [attempt["act"] for attempt in attempts(manager, after=page["pageInfo"]["endCursor"])] == ["claimAccount"]


def test_attempts_are_found_by_unit_and_period(world: World, tried: dict[str, str]) -> None:
    now = clock.now()
    earlier, later = (now - timedelta(hours=1)).isoformat(), (now + timedelta(hours=1)).isoformat()
    assert len(attempts(world.admin, under=tried["team"])) == 3
    assert attempts(world.admin, under=tried["beside"]) == []
    assert len(attempts(world.admin, **{"from": earlier, "to": later})) == 4
    assert attempts(world.admin, to=earlier) == attempts(world.admin, **{"from": later}) == []


def test_nobody_else_sees_them(world: World, tried: dict[str, str], raw: Connection) -> None:
    strangers = [
        world.member(tried["beside"], "ADMIN"),
        world.member(tried["team"], "REVIEWER"),
        world.member(tried["team"], "INTEGRATION"),
        world.member(tried["team"]),
    ]
    for stranger_id, stranger in strangers:
        assert attempts(stranger) == attempts(stranger, under=tried["team"]) == []
        behind = "SELECT set_config('role', 'doorstep_reader', true), set_config('doorstep.actor', :viewer, true)"
        raw.execute(text(behind), {"viewer": str(uuid_of(stranger_id))})
        for table in ("cross_region_attempt", "cross_region_attempt_log"):
            assert raw.scalar(text(f"SELECT count(*) FROM {table}")) == 0
        raw.rollback()


def test_sight_of_an_attempt_follows_the_unit_of_its_time(world: World, tried: dict[str, str]) -> None:
    elsewhere = world.unit("Elsewhere")
    _, old = world.member(tried["area"], "MANAGER")
    _, new = world.member(elsewhere, "MANAGER")
    moved = world.admin.act("moveOrgUnit", {"orgUnitId": tried["team"], "newParentId": elsewhere})
    assert moved["__typename"] == "OrgUnitSuccess"
    assert [attempt["member"] for attempt in attempts(old)] == [None] * 3
    assert attempts(new) == attempts(new, under=tried["team"]) == []


def test_each_role_sees_the_same_without_the_second_wall(
    world: World, tried: dict[str, str], database_url: str
) -> None:
    """`doorstep_writer` is bound by no policy."""
    elsewhere = world.unit("Elsewhere")
    world.admin.act("moveOrgUnit", {"orgUnitId": tried["team"], "newParentId": elsewhere})
    seen = set()
    with acting(make_engine(database_url, threads=1)) as session:
        for unit, role in product((tried["area"], tried["team"], tried["beside"], elsewhere), Role):
            unit_id, nobody = uuid_of(unit), UUID(int=0)
            actor = Actor(nobody, nobody, role, unit_id, (unit_id,), ZoneInfo("UTC"))
            under = uuid_of(tried["team"])
            page = attempt_page(session, actor, under=under, since=None, until=None, request=PageRequest(20))
            if page.items:
                seen.add((unit, role))
    assert seen == set(product((tried["area"], tried["team"]), (Role.MANAGER, Role.ADMIN)))
