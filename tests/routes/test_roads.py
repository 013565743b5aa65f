"""Days on a made-up town's roads: through the API, and down to the engine's process."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from core.settings import settings
from geo import Position
from routes.problem import UNREACHABLE
from routes.roads import RoadNetwork, RoadNetworks, RoadsFailed, build_graph
from routes.roads.known_times import KnownTimes, unasked
from routes.travel_times import TravelMode
from tests.api_client import Client
from tests.routes.test_plan_day import instant, names, plan
from tests.routes.towns import ISLAND, roads_of, town
from tests.world import World


@pytest.fixture
def team(world: World) -> str:
    team = world.unit("Team")
    world.region(team, world.square(size=0.4))
    return team


def networks() -> RoadNetworks:
    return RoadNetworks(settings().data.resolve() / "roads")


def network(world: World, folder: Path, *, one_way: bool = False) -> RoadNetwork:
    return RoadNetwork(roads_of(world, folder, one_way=one_way))


def position(world: World, x: float, y: float) -> Position:
    return Position(world.west + x, world.south + y)


def test_a_day_goes_by_the_roads_as_soon_as_they_are_built(world: World, rep: Client, tmp_path: Path) -> None:
    for x in (0.02, 0.05, 0.08):
        world.account(x, 0.0501, name=f"{x}", by=rep)
    start = {"start": world.place(0.01, 0.01)}
    assert plan(rep, world, **start)["route"]["travelSource"] == "ESTIMATE"
    graph = roads_of(world, tmp_path)
    route = plan(rep, world, **start)["route"]
    assert (route["travelSource"], names(route["stops"])) == ("ROADS", {"0.02", "0.05", "0.08"})
    crow_flies = 2 * np.hypot(0.07 * 55_800, 0.04 * 111_400)
    assert 1.05 * crow_flies < route["travelMeters"] < 1.5 * crow_flies
    on_the_streets = [
        min(
            abs(place[axis] - corner - step / 100)
            for axis, corner in ((0, world.west), (1, world.south))
            for step in range(9)
        )
        for place in route["path"]["coordinates"]
    ]
    assert max(on_the_streets) < 0.0002, "the path is along the streets"
    assert plan(rep, world, mode="WALKING", **start)["route"]["travelSource"] == "ESTIMATE", "these are for cars"
    assert graph.bounds.meters_to(position(world, 0.05, 0.05)) == 0


def test_legs_take_what_the_engine_says(world: World, rep: Client, tmp_path: Path) -> None:
    here = network(world, tmp_path, one_way=True)
    for n in range(6):
        world.account(0.01 + n / 100, 0.02 + 0.01 * (n * 5 % 7), name=f"{n}", by=rep, visitMinutes=20)
    route = plan(rep, world, start=world.place(0.01, 0.01))["route"]
    places = [position(world, 0.01, 0.01)]
    for stop in route["stops"]:
        n = int(stop["accountName"])
        places.append(position(world, 0.01 + n / 100, 0.02 + 0.01 * (n * 5 % 7)))
    durations = here.durations(places)
    told = [stop["travelSeconds"] for stop in route["stops"]]
    assert told == [durations[n, n + 1] for n in range(len(told))]
    left = instant(route["departAt"])
    for stop, seconds in zip(route["stops"], told, strict=True):
        assert (instant(stop["arriveAt"]) - left).total_seconds() >= seconds
        left = instant(stop["departAt"])


def test_one_way_streets_islands_and_water(world: World, tmp_path: Path) -> None:
    here = network(world, tmp_path, one_way=True)
    west, east = position(world, 0.012, 0.04), position(world, 0.078, 0.04)
    island, other_island = position(world, *ISLAND), position(world, ISLAND[0] + 0.002, ISLAND[1])
    sea = position(world, 0.5, 0.5)
    durations = here.durations([west, east, island, other_island, sea])
    assert durations[0, 1] < durations[1, 0] < UNREACHABLE
    assert durations[0, 2] == durations[2, 0] == UNREACHABLE
    assert durations[2, 3] < UNREACHABLE
    assert set(durations[4, :4]) == {UNREACHABLE}
    assert durations[4, 4] == 0
    assert here.meters_off([sea])[0] > 10_000


def test_a_start_in_the_sea_is_refused_with_the_way_to_land(world: World, rep: Client, tmp_path: Path) -> None:
    roads_of(world, tmp_path)
    world.account(0.05, 0.05, by=rep)
    for field in ("start", "end"):
        wish = {"start": world.place(0.05, 0.05)} | {field: world.place(0.05, 0.2)}
        refusal = plan(rep, world, **wish)
        assert (refusal["__typename"], refusal["field"]) == ("InvalidInput", field)
        assert "13.4 km" in refusal["message"]


def test_an_account_on_an_island_is_left_out_and_as_a_must_named(world: World, rep: Client, tmp_path: Path) -> None:
    roads_of(world, tmp_path)
    world.account(0.05, 0.05, by=rep)
    world.account(0.05, 0.1, name="lake", by=rep)
    island = world.account(*ISLAND, name="island", by=rep)
    wish = {"start": world.place(0.05, 0.05), "returnBy": "20:00"}
    left_out = {row["accountName"]: (row["reason"], row["why"]) for row in plan(rep, world, **wish)["route"]["leftOut"]}
    assert left_out == {
        "island": ("UNREACHABLE", "No way leads there from the start and on to the end."),
        "lake": ("UNREACHABLE", "The nearest road is 2.2 km away."),
    }
    refusal = plan(rep, world, mustVisit=[island], **wish)
    assert [(row["accountName"], row["reason"]) for row in refusal["accounts"]] == [("island", "UNREACHABLE")]


def test_a_must_beyond_the_network_makes_the_day_an_estimate(world: World, rep: Client, tmp_path: Path) -> None:
    roads_of(world, tmp_path)
    world.account(0.05, 0.05, by=rep)
    beyond = world.account(0.35, 0.35, by=rep)
    route = plan(rep, world, start=world.place(0.05, 0.05), mustVisit=[beyond], returnBy="20:00")["route"]
    assert route["travelSource"] == "ESTIMATE"


def test_a_new_network_takes_over_and_the_old_ones_process_ends(world: World, tmp_path: Path) -> None:
    roads_of(world, tmp_path)
    known = networks()
    [old] = [
        each for each in known.of(TravelMode.DRIVING) if each.graph.name.endswith(f"{world.west:.0f}-{world.south:.0f}")
    ]
    places = [position(world, 0.012, 0.04), position(world, 0.078, 0.04)]
    two_way = old.durations(places)
    pid = old.server.pid
    assert pid is not None
    roads_of(world, tmp_path, one_way=True)
    [new] = [each for each in known.of(TravelMode.DRIVING) if each.graph.name == old.graph.name]
    assert new.version != old.version
    assert new.durations(places)[1, 0] > two_way[1, 0]
    assert (old.durations(places) == two_way).all(), "who is on the old one goes on with it"
    del old
    assert not Path(f"/proc/{pid}").exists()
    known.close()


def test_an_engine_that_dies_is_started_again(world: World, tmp_path: Path) -> None:
    here = network(world, tmp_path)
    places = [position(world, 0.02, 0.02), position(world, 0.07, 0.03)]
    before = here.way(places)
    assert here.server.pid is not None
    os.kill(here.server.pid, signal.SIGKILL)
    assert here.way(places) == before


def test_no_file_no_name_no_roads(tmp_path: Path, world: World) -> None:
    broken = tmp_path / "broken.osm"
    broken.write_text('<osm version="0.6"></osm>')
    for extract, name in ((broken, "broken"), (tmp_path / "none.osm", "none"), (town(world, tmp_path), "../up")):
        with pytest.raises(RoadsFailed):
            build_graph(
                extract, TravelMode.DRIVING, name=name, roads=tmp_path / "roads", threads=1, tell=lambda _: None
            )
    assert not list((tmp_path / "roads").rglob("manifest.json"))


def test_the_longest_unasked_go_first_when_the_memory_is_full() -> None:
    known = KnownTimes(most=3)
    first = known.numbers(["a", "b", "c"])
    known.learn(first, first, np.ones((3, 3)))
    known.numbers(["a", "c"])
    assert np.isnan(known.between(known.numbers(["a", "c", "new"]))).sum() == 5
    assert np.isnan(known.between(known.numbers(["b"]))).all()
    with pytest.raises(ValueError, match="4 places"):
        known.numbers(["a", "b", "c", "d"])


def test_few_questions_fill_what_is_unknown() -> None:
    known = np.zeros((4, 4))
    known[1, :] = known[:, 1] = np.nan
    known[0, 3] = np.nan
    assert unasked(known)[0] == 1
    assert len(unasked(known)) == 2
