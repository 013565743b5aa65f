"""Nearest first in truth: against brute force, wherever the map is stretched or cut."""

import random
from typing import Any
from uuid import uuid4

import pytest

from geo import Position, distance_meters
from tests.accounts.calls import claim, release, set_pool_policy
from tests.api_client import Client, Json, every_edge
from tests.world import World

NEARBY = """query($near: PositionInput!, $within: Int, $filter: NearbyFilter, $first: Int, $after: String) {
    nearbyAccounts(near: $near, withinMeters: $within, filter: $filter, first: $first, after: $after) {
        edges { node { id } distanceMeters } pageInfo { hasNextPage endCursor } } }"""


def nearby(
    client: Client, near: Json, *, within: int = 3000, first: int = 20, **filters: Any
) -> list[tuple[str, float]]:
    """All ids and distances, page by page."""
    asked = {"near": near, "within": within, "filter": filters, "first": first}
    edges = every_edge(lambda after: client.ask(NEARBY, after=after, **asked)["nearbyAccounts"])
    return [(edge["node"]["id"], edge["distanceMeters"]) for edge in edges]


def imported(client: Client, places: list[Json]) -> list[str]:
    rows = [{"name": str(uuid4()), "position": place} for place in places]
    query = """mutation($input: ImportAccountsInput!) { importAccounts(input: $input) {
        ... on ImportAccountsSuccess { accounts { id } } ... on ImportRefused { rows { reason } } } }"""
    done = client.ask(query, input={"accounts": rows})["importAccounts"]
    return [account["id"] for account in done["accounts"]]


def wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


@pytest.mark.parametrize(
    ("longitude", "latitude", "within"),
    [(0.1, 0.1, 20_000), (24.9, 60.2, 50_000), (15.6, 78.2, 50_000), (179.99, -16.5, 20_000), (100.0, 89.6, 50_000)],
    ids=["equator", "Helsinki", "Svalbard", "antimeridian", "pole"],
)
def test_pages_are_the_brute_force_order(root_admin: Client, longitude: float, latitude: float, within: int) -> None:
    random.seed(7)
    stretch = max(0.02, abs(90 - latitude) / 90)
    places = [
        {
            "longitude": wrapped(longitude + random.gauss(0, 0.25) / stretch),
            "latitude": min(89.99, latitude + random.gauss(0, 0.2)),
        }
        for _ in range(300)
    ]
    ids = imported(root_admin, places)
    here = Position(longitude, latitude)
    truth = {
        id: meters
        for id, place in zip(ids, places, strict=True)
        if (meters := distance_meters(here, Position(place["longitude"], place["latitude"]))) <= within
    }
    assert len(truth) > 20
    found = nearby(root_admin, {"longitude": longitude, "latitude": latitude}, within=within, first=7)
    assert [id for id, _ in found] == sorted(truth, key=lambda id: truth[id])
    assert dict(found) == pytest.approx(truth, abs=1e-3)


def test_a_rep_finds_the_own_pool_and_own_accounts_and_nobody_elses(world: World) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    world.region(team)
    world.region(beside, world.square(0.1))
    (_, rep), (_, colleague) = world.member(team), world.member(team)
    _, manager = world.member(team, "MANAGER")
    pool, own, others, foreign = world.account(0.09), world.account(0.091), world.account(0.092), world.account(0.101)
    claim(rep, own)
    claim(colleague, others)

    here = world.place(0.1)
    assert [id for id, _ in nearby(rep, here)] == [own, pool]
    assert [id for id, _ in nearby(rep, here, pool="PUBLIC")] == [pool]
    assert [id for id, _ in nearby(rep, here, pool="PRIVATE")] == [own]
    assert [id for id, _ in nearby(manager, here)] == [others, own, pool]
    assert [id for id, _ in nearby(manager, here, pool="PRIVATE")] == [others, own]
    assert [id for id, _ in nearby(world.admin, here)] == [foreign, others, own, pool]

    # The rep keeps what the rep holds, and so in the sight of the rep's manager, when the region goes.
    region = manager.ask("query($id: ID!) { account(id: $id) { region { id } } }", id=own)["account"]["region"]["id"]
    world.admin.act("assignRegion", {"regionId": region, "orgUnitId": beside})
    assert [id for id, _ in nearby(rep, here)] == [own]
    assert [id for id, _ in nearby(manager, here)] == [others, own]


def test_claimable_only_leaves_out_what_the_judge_would_refuse(world: World) -> None:
    team = world.unit("Team")
    world.region(team)
    _, rep = world.member(team)
    free, protected, own = (world.account(0.01 * n) for n in (1, 2, 3))
    for account in (protected, own):
        claim(rep, account)
    release(rep, protected)

    def claimable() -> list[str]:
        return [id for id, _ in nearby(rep, world.place(), within=10_000, claimableOnly=True)]

    assert claimable() == [free]
    set_pool_policy(world.admin, team, protectionDays=0)
    assert claimable() == [protected, free]
    set_pool_policy(world.admin, team, capacity=1)
    assert claimable() == []


def test_filters_by_stage_and_value(world: World) -> None:
    world.region(world.top)
    small, great, lost = world.account(value=20), world.account(0.051, value=80), world.account(0.052, value=80)
    world.admin.act("advanceAccount", {"accountId": lost, "stage": "LOST"})
    assert [id for id, _ in nearby(world.admin, world.place(), minValue=50, stages=["LEAD", "CONTACTED"])] == [great]
    assert [id for id, _ in nearby(world.admin, world.place(), minValue=20)] == [small, great, lost]


def test_bad_input_is_named(world: World) -> None:
    here = world.place()
    bad = [
        ({"within": 0}, "withinMeters"),
        ({"within": 50_001}, "withinMeters"),
        ({"near": {**here, "latitude": 91}}, "near.latitude"),
        ({"near": {**here, "longitude": -181}}, "near.longitude"),
        ({"first": 101}, "first"),
        ({"after": "nonsense"}, "after"),
    ]
    for arguments, path in bad:
        answer = world.admin.answer(NEARBY, **{"near": here, **arguments})
        assert [error["extensions"]["inputPath"] for error in answer["errors"]] == [path]
