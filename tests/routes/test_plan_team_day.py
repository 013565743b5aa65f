"""A manager's morning: the days of a team at once."""

from typing import Any

import pytest

from tests.api_client import Client, Json
from tests.routes.test_plan_day import ROUTE, TOMORROW, day_route, names, open_from_to
from tests.world import World

PLANNED = f"""... on TeamDaySuccess {{ routes {{ {ROUTE} }} }}
    ... on CannotKeepAll {{ accounts {{ accountName reason why }} }}"""


@pytest.fixture
def reps(world: World, team: str) -> list[tuple[str, Client]]:
    return [world.member(team) for _ in range(2)]


@pytest.fixture
def manager(world: World, team: str) -> Client:
    return world.member(team, "MANAGER")[1]


def plan_team(by: Client, world: World, team: str, who: list[tuple[str, Client]], **more: Any) -> Json:
    starts = [world.place(0.02 + 0.06 * number, 0.05) for number in range(len(who))]
    wish = {
        "under": team,
        "date": TOMORROW.isoformat(),
        "reps": [{"memberId": rep, "start": start} for (rep, _), start in zip(who, starts, strict=True)],
        **more,
    }
    return by.act("planTeamDay", wish, PLANNED)


def test_each_rep_visits_own_accounts_and_the_leads_nearby_and_nobody_is_visited_twice(
    world: World, team: str, reps: list[tuple[str, Client]], manager: Client
) -> None:
    for n in range(8):
        world.account(0.01 + n / 90, 0.05, name=f"lead {n}")
    world.account(0.09, 0.05, name="own of the first, far away", by=reps[0][1])
    world.account(0.01, 0.06, name="own of the second, far away", by=reps[1][1])
    west, east = plan_team(manager, world, team, reps)["routes"]
    assert names(west["stops"]) == {"own of the first, far away", *(f"lead {n}" for n in range(4))}
    assert names(east["stops"]) == {"own of the second, far away", *(f"lead {n}" for n in range(4, 8))}
    assert [route["member"]["id"] for route in (west, east)] == [rep for rep, _ in reps]
    assert day_route(reps[0][1]) == west, "it is the rep's plan now"


def test_what_one_has_no_room_for_the_other_takes(
    world: World, team: str, reps: list[tuple[str, Client]], manager: Client
) -> None:
    for n in range(8):
        world.account(0.01 + n / 1000, 0.05, name=f"west {n}")
    routes = plan_team(manager, world, team, reps, maxStops=5)["routes"]
    visited = [stop["accountName"] for route in routes for stop in route["stops"]]
    assert sorted(visited) == [f"west {n}" for n in range(8)]


def test_musts_go_to_their_owner_or_to_the_nearest(
    world: World, team: str, reps: list[tuple[str, Client]], manager: Client
) -> None:
    own = world.account(0.09, 0.05, name="own", by=reps[0][1])
    lead = world.account(0.08, 0.06, name="lead")
    west, east = plan_team(manager, world, team, reps, mustVisit=[own, lead], includePool=False)["routes"]
    assert (names(west["stops"]), names(east["stops"])) == ({"own"}, {"lead"})
    assert all("MUST_VISIT" in stop["reasons"] for route in (west, east) for stop in route["stops"])


def test_a_must_that_nobody_can_keep_is_named(
    world: World, team: str, reps: list[tuple[str, Client]], manager: Client
) -> None:
    early = world.account(0.05, 0.06, name="early", openingHours=open_from_to("05:00", "06:00"))
    refusal = plan_team(manager, world, team, reps, mustVisit=[early])
    assert [(row["accountName"], row["reason"]) for row in refusal["accounts"]] == [("early", "WINDOW_MISSED")]
    assert day_route(reps[0][1]) is None


def test_who_may_plan_whom(world: World, team: str, reps: list[tuple[str, Client]], manager: Client) -> None:
    others = world.unit("Others")
    stranger, other_manager = world.member(others), world.member(others, "MANAGER")
    assert plan_team(reps[0][1], world, team, reps)["__typename"] == "NotAllowed"
    assert plan_team(other_manager[1], world, team, reps)["__typename"] == "NotFound"
    assert plan_team(manager, world, team, [stranger])["__typename"] == "NotFound"
    assert plan_team(world.admin, world, others, reps)["__typename"] == "NotFound", "they aren't of that unit"
    foreign = world.account(0.05, 0.05, by=world.member(team)[1])
    refusal = plan_team(manager, world, team, reps, mustVisit=[foreign])
    assert (refusal["__typename"], refusal["field"]) == ("InvalidInput", "mustVisit.0")


def test_bad_teams_are_refused_by_their_field(
    world: World, team: str, reps: list[tuple[str, Client]], manager: Client
) -> None:
    a_manager = world.member(team, "MANAGER")
    off = [{"memberId": reps[0][0], "start": {"longitude": 0, "latitude": 91}}]
    fields = [
        plan_team(manager, world, team, chosen, **more)["field"]
        for chosen, more in (
            ([], {}),
            (reps + reps, {}),
            (reps * 5, {}),
            ([a_manager], {}),
            (reps, {"reps": off}),
            (reps, {"date": "2020-02-29"}),
        )
    ]
    assert fields == ["reps", "reps", "reps", "reps.0.memberId", "reps.0.start.latitude", "date"]
