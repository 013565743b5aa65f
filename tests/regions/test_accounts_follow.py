"""An account lies in the region that covers it, however boundaries move and accounts come meanwhile."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

import accounts
from api.global_ids import global_id
from core import clock
from core.db import acting, make_engine
from geo import Position
from people import Actor, Role
from tests.api_client import Json
from tests.world import World, uuid_of

REGION = "query($id: ID!) { account(id: $id) { region { id } } }"
REDRAWS = 6
ADDERS, ACCOUNTS_OF_EACH = 3, 12


def region_of(world: World, account: str) -> str | None:
    region = world.admin.ask(REGION, id=account)["account"]["region"]
    return None if region is None else str(region["id"])


def test_accounts_change_regions_with_the_boundaries_and_their_past_stays_known(world: World, raw: Connection) -> None:
    outer = world.region(world.top, world.square(size=0.4))
    account, untouched = world.account(0.15, 0.15), world.account(0.35, 0.35)
    inner = world.region(world.top, world.square(0.1, 0.1, 0.1))
    assert region_of(world, account) == inner, "a region drawn over accounts takes those inside"
    assert region_of(world, untouched) == outer

    world.admin.act("redrawRegion", {"regionId": inner, "boundary": world.square(0.3, 0.3, 0.1)})
    assert region_of(world, account) == outer, "what a region leaves goes to the one around it"
    assert region_of(world, untouched) == inner

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    past = text("SELECT region_id FROM account_past_placement WHERE account_id = :id ORDER BY until")
    assert raw.execute(past, {"id": uuid_of(account)}).scalars().all() == [uuid_of(outer), uuid_of(inner)]


def test_no_account_lies_outside_its_region_while_boundaries_and_accounts_race(world: World, raw: Connection) -> None:
    world.region(world.top, world.square(size=0.4))
    moving = world.region(world.top, world.square(size=0.1))

    def redraw(_: object) -> list[str]:
        shapes = [world.square(size=0.1 + 0.05 * (step % 5)) for step in range(1, REDRAWS + 1)]
        return [
            world.admin.act("redrawRegion", {"regionId": moving, "boundary": shape})["__typename"] for shape in shapes
        ]

    def add(seed: object) -> list[str]:
        at = Random(str(seed))
        places = [world.place(at.uniform(0, 0.4), at.uniform(0, 0.4)) for _ in range(ACCOUNTS_OF_EACH)]
        return [world.admin.act("addAccount", new_account(place))["__typename"] for place in places]

    with ThreadPoolExecutor() as threads:
        drawn = [threads.submit(redraw, number) for number in range(2)]
        added = [threads.submit(add, number) for number in range(ADDERS)]
    assert {kind for done in drawn for kind in done.result()} == {"RegionSuccess"}
    assert {kind for done in added for kind in done.result()} == {"AccountSuccess"}

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    inside = "FROM account WHERE ST_Covers(CAST(:area AS geometry), position::geometry)"
    area = {
        "area": f"SRID=4326;POLYGON(({', '.join(f'{x} {y}' for x, y in world.square(size=0.4)['coordinates'][0])}))"
    }
    assert raw.execute(text(f"SELECT count(*) {inside}"), area).scalar_one() == ADDERS * ACCOUNTS_OF_EACH
    misplaced = text(f"SELECT count(*) {inside} AND region_id IS DISTINCT FROM region_id_at(position::geometry)")
    assert raw.execute(misplaced, area).scalar_one() == 0


def test_an_account_waits_for_a_boundary_and_a_boundary_for_an_account(
    world: World, raw: Connection, database_url: str
) -> None:
    world.region(world.top, world.square(size=0.4))
    region = world.region(world.top, world.square(size=0.1))
    admin, _ = world.member(world.top, "ADMIN")

    def drawn(size: float) -> Json:
        return {"regionId": region, "boundary": world.square(size=size)}

    with ThreadPoolExecutor(1) as thread:
        with acting_as(world, admin, database_url) as (session, actor):
            boundary = drawn(0.2)["boundary"]
            accounts.redraw_region(session, actor, region_id=uuid_of(region), boundary=boundary, now=clock.now())
            account = thread.submit(world.account, 0.15, 0.15)
            wait_for_lock(raw, account)
        assert region_of(world, account.result()) == region, "it lies in the boundary that was being drawn"

        with acting_as(world, admin, database_url) as (session, actor):
            new = accounts.NewAccount("Earlier", Position(world.west + 0.25, world.south + 0.25))
            earlier = accounts.add_account(session, actor, account=new, now=clock.now())
            redrawn = thread.submit(world.admin.act, "redrawRegion", drawn(0.3))
            wait_for_lock(raw, redrawn)
        assert redrawn.result()["__typename"] == "RegionSuccess"
        assert region_of(world, global_id("Account", earlier)) == region, "the boundary has found it"


@contextmanager
def acting_as(world: World, admin: str, database_url: str) -> Iterator[tuple[Session, Actor]]:
    """A transaction of the test's own, for acts of an admin at the top of the world."""
    path = (uuid_of(world.top),)
    with acting(make_engine(database_url, threads=1)) as session:
        session.execute(text("SELECT set_config('doorstep.actor', :id, true)"), {"id": str(uuid_of(admin))})
        yield session, Actor(uuid_of(admin), uuid_of(admin), Role.ADMIN, path[-1], path, ZoneInfo("UTC"))


def wait_for_lock(raw: Connection, done: Future[Any]) -> None:
    """Until it waits for an advisory lock; or is done, where nothing held it up."""
    waiting = text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
        " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
    )
    while not done.done() and raw.execute(waiting).scalar_one() == 0:
        raw.rollback()


def new_account(place: Json) -> Json:
    return {"name": f"Account {uuid4()}", "position": place}
