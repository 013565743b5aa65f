"""Noon on the road: what is done stays done, the rest is planned from here and now."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.api_client import Client, Json
from tests.routes.test_plan_day import PLANNED, instant, names, open_from_to, plan
from tests.visits.phone import check_in, fix
from tests.world import World

HELSINKI = ZoneInfo("Europe/Helsinki")


def today() -> date:
    return datetime.now(HELSINKI).date()


def at(wall: str) -> datetime:
    return datetime.combine(today(), time.fromisoformat(wall), tzinfo=HELSINKI)


def plan_today(rep: Client, world: World, **more: Any) -> Json:
    route: Json = plan(rep, world, date=today().isoformat(), **more)["route"]
    return route


def replan(rep: Client, world: World, wall: str = "12:00", **more: Any) -> Json:
    wish = {"date": today().isoformat(), "at": at(wall).isoformat(), "from": world.place(0.06, 0.06), **more}
    return rep.act("replanDay", wish, PLANNED)


def test_visited_stops_stay_and_the_rest_begins_here_and_now(world: World, rep: Client) -> None:
    accounts = [world.account(0.03 + n / 100, 0.05, name=f"{n}", by=rep) for n in range(4)]
    before = plan_today(rep, world, mustVisit=[accounts[3]])
    visit = check_in(rep, accounts[1], fix(world.place(0.04, 0.05)))["visit"]
    after = replan(rep, world, skip=[accounts[2]])["route"]
    [first, *rest] = after["stops"]
    assert first == next(stop for stop in before["stops"] if stop["accountName"] == "1") | {
        "visit": {"id": visit["id"]}
    }
    assert names(rest) == {"0", "3"}
    assert min(instant(stop["arriveAt"]) for stop in rest) > at("12:00")
    assert [(row["accountName"], row["reason"], row["why"]) for row in after["leftOut"]] == [
        ("2", "SKIPPED", "Skipped on the road.")
    ]
    assert after["departAt"] == before["departAt"]
    assert after["visitSeconds"] == 3 * 30 * 60
    corners = after["path"]["coordinates"]
    assert corners[0] == corners[-1] == [*world.place().values()]
    assert [*world.place(0.06, 0.06).values()] in corners


def test_whom_the_rep_has_seen_today_is_no_candidate_any_more(world: World, rep: Client) -> None:
    for n in range(2):
        world.account(0.03 + n / 100, 0.05, name=f"{n}", by=rep)
    plan_today(rep, world)
    unplanned = world.account(0.05, 0.05, name="unplanned", by=rep)
    assert check_in(rep, unplanned, fix(world.place(0.05, 0.05)))["__typename"] == "CheckInSuccess"
    route = replan(rep, world)["route"]
    assert names(route["stops"]) == {"0", "1"}
    assert route["leftOut"] == []


def test_a_must_visit_stays_a_must_and_what_can_no_longer_be_kept_is_named(world: World, rep: Client) -> None:
    early = world.account(0.05, 0.06, name="early", by=rep, openingHours=open_from_to("09:00", "11:00"))
    plan_today(rep, world, mustVisit=[early])
    refusal = replan(rep, world)
    assert refusal["__typename"] == "CannotKeepAll"
    assert [(row["accountName"], row["reason"]) for row in refusal["accounts"]] == [("early", "WINDOW_MISSED")]
    assert replan(rep, world, skip=[early])["__typename"] == "DayRouteSuccess"


def test_a_break_that_is_behind_isnt_taken_again_and_one_ahead_is(world: World, rep: Client) -> None:
    for n in range(3):
        world.account(0.03 + n / 100, 0.05, by=rep, visitMinutes=60)
    before = plan_today(rep, world, breakFrom="11:00", breakMinutes=30)
    ahead = replan(rep, world, "10:30")["route"]
    assert instant(ahead["breakUntil"]) - instant(ahead["breakFrom"]) == timedelta(minutes=30)
    assert instant(ahead["breakFrom"]) >= at("11:00")
    plan_today(rep, world, breakFrom="11:00", breakMinutes=30)
    behind = replan(rep, world, "15:00")["route"]
    assert (behind["breakFrom"], behind["breakUntil"]) == (before["breakFrom"], before["breakUntil"])


def test_an_account_that_went_to_another_is_left_out_and_told(world: World, team: str, rep: Client) -> None:
    gone = world.account(0.05, 0.06, name="gone", by=rep)
    plan_today(rep, world, mustVisit=[gone])
    to = world.member(team)[0]
    assigned = world.admin.act("assignAccount", {"accountId": gone, "memberId": to, "reason": "knows them"})
    assert assigned["__typename"] == "AccountSuccess"
    route = replan(rep, world)["route"]
    assert [(row["accountName"], row["why"]) for row in route["leftOut"]] == [
        ("gone", "It went to another in the meantime.")
    ]


@pytest.mark.parametrize(
    ("field", "wall", "wish"),
    [
        ("at", "23:30", {}),
        ("at", "12:00", {"at": "2020-02-29T12:00:00Z"}),
        ("at", "17:59", {"from": {"longitude": 0, "latitude": 0}}),
        ("from.latitude", "12:00", {"from": {"longitude": 0, "latitude": 91}}),
        ("skip", "12:00", {"skip": ["nonsense"] * 10_000}),
    ],
)
def test_bad_input_is_refused_by_its_field(world: World, rep: Client, field: str, wall: str, wish: Json) -> None:
    plan_today(rep, world)
    refusal = replan(rep, world, wall, **wish)
    assert (refusal["__typename"], refusal.get("field")) == ("InvalidInput", field)


def test_only_the_reps_own_plan_is_planned_again(world: World, team: str, rep: Client) -> None:
    foreign = world.account(by=world.member(team)[1])
    assert replan(rep, world)["__typename"] == "NotFound"
    plan_today(rep, world)
    assert replan(rep, world, skip=[foreign])["__typename"] == "NotFound"
    assert replan(world.member(team)[1], world)["__typename"] == "NotFound"
    assert replan(world.member(team, "MANAGER")[1], world)["__typename"] == "NotAllowed"
