"""Who is offered for a day: the pool along the way, and no lead beside it."""

from itertools import pairwise

import pytest

from accounts import Along
from accounts.queries.corridor import spots_along
from geo import Position
from tests.api_client import Client, Json
from tests.routes.test_plan_day import names, open_from_to, plan
from tests.world import World


@pytest.fixture
def rep(world: World) -> Client:
    team = world.unit("Team")
    world.region(team, world.square(size=0.9))
    return world.member(team)[1]


def offered(route: Json) -> set[str]:
    return names(route["stops"]) | names(route["leftOut"])


def test_leads_along_the_way_to_a_must_are_offered_and_others_arent(world: World, rep: Client) -> None:
    must = world.account(0.85, 0.05, name="must", by=rep)
    for name, x, y in (("half way", 0.45, 0.07), ("near the must", 0.86, 0.06), ("far off the way", 0.45, 0.3)):
        world.account(x, y, name=name)
    far_own = world.account(0.5, 0.85, name="own, however far", by=rep)
    assert offered(plan(rep, world, mustVisit=[must])["route"]) == {
        "must",
        "half way",
        "near the must",
        "own, however far",
    }
    assert offered(plan(rep, world)["route"]) == {"must", "own, however far"}
    assert offered(plan(rep, world, mustVisit=[far_own], includePool=False)["route"]) == {"must", "own, however far"}


def test_a_lead_that_is_closed_all_day_isnt_offered(world: World, rep: Client) -> None:
    world.account(0.05, 0.06, name="closed", openingHours=[])
    world.account(0.05, 0.06, name="open", openingHours=open_from_to("10:00", "12:00"))
    bar = [{"weekday": weekday, "opens": "20:00", "closes": "02:00"} for weekday in range(1, 8)]
    world.account(0.05, 0.06, name="bar", openingHours=bar)
    assert offered(plan(rep, world)["route"]) == {"open", "bar"}


def test_spots_leave_no_gap_and_go_round_the_world() -> None:
    fiji, samoa = Position(179.9, -17.0), Position(-179.9, -17.0)
    eastings = [spot.x for spot in spots_along(Along([fiji, samoa, fiji], 5_000, 1))]
    half_world = 20_037_508.34
    assert all(abs(x) <= half_world + 5_300 for x in eastings)
    east, west = sorted(x for x in eastings if x > 0), sorted(x for x in eastings if x < 0)
    assert max(b - a for row in (east, west) for a, b in pairwise(row)) < 5_300
    assert east[-1] > half_world - 5_300
    assert west[0] < -half_world + 5_300
