"""A rep's morning: a day is asked for, planned, looked up, and out of others' sight."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, text

from tests.api_client import Client, Json
from tests.visits.phone import check_in, fix
from tests.world import World, uuid_of

ROUTE = """id date mode travelSource member { id } travelSeconds travelMeters visitSeconds waitSeconds departAt returnAt
    breakFrom breakUntil path plannedAt
    stops { account { id } accountName arriveAt departAt travelSeconds waitSeconds reasons visit { id } }
    leftOut { account { id } accountName reason why }"""
PLANNED = f"""... on DayRouteSuccess {{ route {{ {ROUTE} }} }}
    ... on CannotKeepAll {{ accounts {{ account {{ id }} accountName reason why }} }}"""
TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date()
"A day that is in the future in every time zone."


def plan(rep: Client, world: World, **more: Any) -> Json:
    wish = {"date": TOMORROW.isoformat(), "start": world.place(), **more}
    return rep.act("planDay", wish, PLANNED)


def day_route(viewer: Client, member: str | None = None) -> Json | None:
    query = f"query($date: Date!, $member: ID) {{ dayRoute(date: $date, memberId: $member) {{ {ROUTE} }} }}"
    route: Json | None = viewer.ask(query, date=TOMORROW.isoformat(), member=member)["dayRoute"]
    return route


def open_from_to(opens: str, closes: str) -> list[Json]:
    return [{"weekday": weekday, "opens": opens, "closes": closes} for weekday in range(1, 8)]


def names(rows: list[Json]) -> set[str]:
    return {row["accountName"] for row in rows}


def instant(shown: str) -> datetime:
    return datetime.fromisoformat(shown)


def test_a_day_of_own_and_pool_accounts(world: World, rep: Client) -> None:
    must = world.account(0.06, 0.05, name="must", by=rep)
    world.account(0.05, 0.06, name="own", by=rep)
    world.account(0.04, 0.05, name="pool")
    world.account(0.05, 0.04, name="closed", by=rep, openingHours=[])
    route = plan(rep, world, mustVisit=[must], breakFrom="12:00", breakMinutes=30)["route"]
    assert names(route["stops"]) == {"must", "own", "pool"}
    assert "MUST_VISIT" in next(stop["reasons"] for stop in route["stops"] if stop["accountName"] == "must")
    assert [(row["accountName"], row["reason"]) for row in route["leftOut"]] == [("closed", "CLOSED_THAT_DAY")]
    assert (route["mode"], route["travelSource"]) == ("DRIVING", "ESTIMATE")
    assert len(route["path"]["coordinates"]) == 5
    assert route["visitSeconds"] == 3 * 30 * 60


def test_times_add_up_from_departure_to_return(world: World, rep: Client) -> None:
    for x in range(6):
        world.account(0.02 + x / 100, 0.05, by=rep, openingHours=open_from_to("10:00", "16:00"), visitMinutes=40)
    route = plan(rep, world, departAt="09:00", returnBy="17:00", breakFrom="12:00", breakMinutes=45)["route"]
    left = instant(route["departAt"])
    break_from, break_until = instant(route["breakFrom"]), instant(route["breakUntil"])
    assert break_until - break_from == timedelta(minutes=45)
    for stop in route["stops"]:
        arrives, departs = instant(stop["arriveAt"]), instant(stop["departAt"])
        rested = timedelta(minutes=45) if left <= break_from and break_until <= arrives else timedelta()
        spent = timedelta(seconds=stop["travelSeconds"] + stop["waitSeconds"] + 40 * 60) + rested
        assert departs == left + spent
        assert break_until <= arrives or departs <= break_from
        left = departs
    assert instant(route["returnAt"]) - instant(route["departAt"]) == timedelta(
        seconds=route["travelSeconds"] + route["visitSeconds"] + route["waitSeconds"] + 45 * 60
    )


def test_without_the_pool_only_own_accounts_are_offered(world: World, rep: Client) -> None:
    world.account(0.05, 0.06, name="own", by=rep)
    world.account(0.04, 0.05, name="pool")
    assert names(plan(rep, world, includePool=False)["route"]["stops"]) == {"own"}


def test_nothing_of_other_reps_and_other_regions_is_offered(world: World, team: str, rep: Client) -> None:
    world.account(0.05, 0.06, by=world.member(team)[1])
    others_land = world.unit("Others")
    world.region(others_land, world.square(0.2))
    world.account(0.21, 0.05)
    route = plan(rep, world)["route"]
    assert (route["stops"], route["leftOut"]) == ([], [])
    assert len(route["path"]["coordinates"]) == 2


def test_the_newest_plan_of_a_day_counts(world: World, team: str) -> None:
    member, rep = world.member(team)
    assert day_route(rep) is None
    plan(rep, world, mode="WALKING")
    newest = plan(rep, world, mode="CYCLING")["route"]
    assert day_route(rep) == newest
    assert newest["mode"] == "CYCLING"
    assert rep.ask(f"query($id: ID!) {{ node(id: $id) {{ ... on DayRoute {{ {ROUTE} }} }} }}", id=newest["id"])[
        "node"
    ] == day_route(rep, member)


def test_a_plan_is_its_reps_and_the_managers_above(world: World, team: str, raw: Connection) -> None:
    member, rep = world.member(team)
    world.account(by=rep)
    world.account(by=rep, openingHours=[])
    planned = plan(rep, world)["route"]
    manager, outsider = world.member(team, "MANAGER")[1], world.member(world.unit("Others"), "MANAGER")[1]
    seen = day_route(manager, member)
    assert seen is not None
    assert seen["id"] == planned["id"]
    for stranger in (outsider, world.member(team)[1]):
        assert day_route(stranger, member) is None
        assert stranger.ask("query($id: ID!) { node(id: $id) { id } }", id=planned["id"])["node"] is None
    for viewer, count in ((rep, 1), (manager, 1), (outsider, 0), (world.member(team)[1], 0)):
        viewer_id = viewer.ask("{ viewer { id } }")["viewer"]["id"]
        assert rows_in_sight(raw, viewer_id, planned["id"]) == [count, count, count]


def rows_in_sight(raw: Connection, viewer: str, route: str) -> list[int]:
    """Of the plan, its stops and who was left out, as raw SQL shows them to the viewer."""
    raw.execute(text("SET LOCAL ROLE doorstep_reader"))
    raw.execute(text("SELECT set_config('doorstep.actor', :id, true)"), {"id": str(uuid_of(viewer))})
    rows_of = [
        text("SELECT count(*) FROM day_route WHERE id = :id"),
        text("SELECT count(*) FROM day_route_stop WHERE route_id = :id"),
        text("SELECT count(*) FROM day_route_left_out WHERE route_id = :id"),
    ]
    return [raw.execute(rows, {"id": uuid_of(route)}).scalar_one() for rows in rows_of]


def test_musts_in_conflict_are_named(world: World, rep: Client) -> None:
    brief = open_from_to("10:00", "10:05")
    musts = [
        world.account(x, 0.05, name=name, by=rep, openingHours=brief) for name, x in (("west", 0.0), ("east", 0.1))
    ]
    refusal = plan(rep, world, mustVisit=musts)
    assert refusal["__typename"] == "CannotKeepAll"
    assert names(refusal["accounts"]) == {"west", "east"}
    assert {row["reason"] for row in refusal["accounts"]} == {"WINDOW_MISSED"}
    assert day_route(rep) is None


def test_only_reps_plan_and_only_what_they_see(world: World, team: str, rep: Client) -> None:
    foreign = world.account(by=world.member(team)[1])
    assert plan(rep, world, mustVisit=[foreign])["__typename"] == "NotFound"
    assert plan(rep, world, mustVisit=["nonsense"])["__typename"] == "NotFound"
    assert plan(world.member(team, "MANAGER")[1], world)["__typename"] == "NotAllowed"


@pytest.mark.parametrize(
    ("field", "wish"),
    [
        ("date", {"date": "2020-02-29"}),
        ("date", {"date": "9999-12-31"}),
        ("start.latitude", {"start": {"longitude": 0, "latitude": 91}}),
        ("end.longitude", {"end": {"longitude": 181, "latitude": 0}}),
        ("returnBy", {"departAt": "18:00", "returnBy": "09:00"}),
        ("returnBy", {"end": {"longitude": 24.9, "latitude": 60.2}}),
        ("maxStops", {"maxStops": 0}),
        ("breakMinutes", {"breakFrom": "12:00", "breakMinutes": -1}),
        ("mustVisit", {"mustVisit": ["nonsense"] * 10_000}),
    ],
)
def test_bad_input_is_refused_by_its_field(world: World, rep: Client, field: str, wish: Json) -> None:
    refusal = plan(rep, world, **wish)
    assert (refusal["__typename"], refusal.get("field")) == ("InvalidInput", field)


def test_an_explicit_null_means_the_default(world: World, rep: Client) -> None:
    nulls = dict.fromkeys(
        ("end", "departAt", "returnBy", "breakMinutes", "mode", "mustVisit", "includePool", "maxStops")
    )
    assert plan(rep, world, **nulls)["route"]["mode"] == "DRIVING"


def test_a_stop_shows_the_visit_that_was_made(world: World, rep: Client) -> None:
    visited, other = (world.account(0.05, y, name=name, by=rep) for name, y in (("visited", 0.05), ("other", 0.06)))
    visit = check_in(rep, visited, fix(world.place(0.05, 0.05)))["visit"]
    today = instant(visit["checkedInAt"]).astimezone(ZoneInfo("Europe/Helsinki")).date()
    route = plan(rep, world, date=today.isoformat(), mustVisit=[visited, other])["route"]
    visits = {stop["accountName"]: stop["visit"] for stop in route["stops"]}
    assert visits == {"visited": {"id": visit["id"]}, "other": None}
