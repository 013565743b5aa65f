"""Positions of a day go when their time is over; the plan stays."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.orm import Session

from routes import erase_paths
from tests.routes.test_plan_day import day_route, plan
from tests.world import World, uuid_of


def test_path_start_and_end_are_erased_and_the_stops_stay(world: World, database_url: str) -> None:
    team = world.unit("Team")
    world.region(team)
    (member, rep), (_, other) = world.member(team), world.member(team)
    world.account(by=rep)
    planned = [plan(each, world)["route"] for each in (rep, other)]
    assert erase(database_url, member, datetime.now(UTC)) == 0, "the day is still to come"
    assert erase(database_url, member, datetime.now(UTC) + timedelta(days=9)) == 1
    assert erase(database_url, member, datetime.now(UTC) + timedelta(days=9)) == 0
    shown = day_route(rep)
    assert shown == planned[0] | {"path": {"type": "LineString", "coordinates": []}}
    assert day_route(other) == planned[1]
    assert positions_of(database_url, planned[0]["id"]) == (None, None, None)
    again = rep.act("replanDay", {"date": planned[0]["date"], "at": planned[0]["departAt"], "from": world.place()})
    assert again["__typename"] == "NotFound", "nobody knows any more where that day began"


def erase(url: str, member: str, before: datetime) -> int:
    engine = create_engine(url)
    with Session(engine) as session:
        session.execute(text("SET LOCAL ROLE doorstep_writer"))
        erased = erase_paths(session, member_ids=[uuid_of(member)], before=before)
        session.commit()
    engine.dispose()
    return erased


def positions_of(url: str, route: str) -> tuple[object, ...]:
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(text("SET LOCAL ROLE doorstep_writer"))
        found = _positions(connection, route)
    engine.dispose()
    return found


def _positions(connection: Connection, route: str) -> tuple[object, ...]:
    query = text("SELECT path, start, finish FROM day_route WHERE id = :id")
    return tuple(connection.execute(query, {"id": uuid_of(route)}).one())
