"""Where a new account lands, and what keeps it out."""

import pytest

from tests.accounts.calls import CANDIDATES, add, claim, set_pool_policy
from tests.api_client import Json
from tests.world import World


def test_a_reps_find_is_private_and_no_claim_and_a_managers_is_public(world: World, team: str) -> None:
    member, rep = world.member(team)
    _, manager = world.member(team, "MANAGER")
    found = add(rep, world)["account"]
    assert (found["pool"], found["owner"], found["stage"]) == ("PRIVATE", {"id": member}, "LEAD")
    pool = rep.ask("{ viewer { privatePool { capacity held claimsLeftToday accounts { edges { node { id } } } } } }")
    assert pool["viewer"]["privatePool"] == {
        "capacity": 100,
        "held": 1,
        "claimsLeftToday": 20,
        "accounts": {"edges": [{"node": {"id": found["id"]}}]},
    }
    assert add(manager, world, 0.06)["account"]["pool"] == "PUBLIC"


def test_a_find_counts_against_the_capacity(world: World, team: str) -> None:
    set_pool_policy(world.admin, team, capacity=1)
    _, rep = world.member(team)
    claim(rep, world.account(0.01))
    refused = add(rep, world)
    assert (refused["__typename"], refused["capacity"]) == ("CapacityReached", 1)


def test_a_place_of_others_is_refused_with_its_region_and_unit(world: World, team: str) -> None:
    beside = world.unit("Beside")
    region = world.region(beside, world.square(0.2))
    for role in ("REP", "MANAGER", "ADMIN"):
        _, client = world.member(team, role)
        refused = add(client, world, 0.25)
        assert refused.pop("message")
        assert refused == {"__typename": "OutsideYourRegion", "region": {"id": region}, "ownerUnitName": "Beside"}
        nowhere = add(client, world, 0.5)
        assert (nowhere["__typename"], nowhere["region"], nowhere["ownerUnitName"]) == ("OutsideYourRegion", None, None)


def test_reviewers_and_the_order_system_add_nothing(world: World, team: str) -> None:
    for role in ("REVIEWER", "INTEGRATION"):
        _, client = world.member(team, role)
        assert add(client, world)["__typename"] == "NotAllowed"


def test_what_is_alike_is_shown_as_far_as_it_is_in_sight(world: World, team: str) -> None:
    (_, rep), (_, colleague) = world.member(team), world.member(team)
    stored = add(rep, world, name="Café Ekberg Oy")["account"]["id"]

    mine = add(rep, world, 0.0501, name="Cafe Ekberg")
    assert mine["__typename"] == "LikelyDuplicate"
    (candidate,) = mine["candidates"]
    assert candidate["account"] == {"id": stored}
    assert candidate["likelihood"] > 0.9
    (candidate,) = add(colleague, world, 0.0501, name="Cafe Ekberg")["candidates"]
    assert candidate["account"] is None
    assert candidate["because"] == ["The name is the same, and it lies within 25 m."]


def test_managers_may_add_all_the_same_but_never_under_a_number_that_is_taken(world: World, team: str) -> None:
    _, rep = world.member(team)
    _, manager = world.member(team, "MANAGER")
    number = f"ERP {world.top}"
    add(manager, world, externalId=number)
    assert add(manager, world)["__typename"] == "LikelyDuplicate"
    assert add(manager, world, evenIfDuplicate=True)["__typename"] == "AccountSuccess"
    assert add(rep, world, evenIfDuplicate=True)["__typename"] == "NotAllowed"

    elsewhere: Json = {"name": "Other", "x": 0.01, "externalId": number}
    assert add(manager, world, **elsewhere)["candidates"][0]["likelihood"] == 1
    taken = add(manager, world, **elsewhere, evenIfDuplicate=True)
    assert (taken["__typename"], taken["field"]) == ("InvalidInput", "externalId")


BAD: dict[str, list[object]] = {
    "name": ["", " ", "x" * 10_000, "a\u0000b", "a\u0007b"],
    "address": ["", "x" * 10_000],
    "category": ["a\nb"],
    "phone": ["", "x" * 41, "+358\u0000"],
    "taxId": ["", "x" * 10_000],
    "externalId": ["", "\u0000"],
    "value": [-1, 101, 2_000_000_000],
    "visitMinutes": [0, 1441],
    "geofenceMeters": [9, 10_001, -5],
    "openingHours": [
        [{"weekday": 8, "opens": "09:00", "closes": "17:00"}],
        [{"weekday": 1, "opens": "09:00", "closes": "17:00"}, {"weekday": 1, "opens": "16:00", "closes": "18:00"}],
    ],
    "position": [{"longitude": 181, "latitude": 0}, {"longitude": 0, "latitude": 91}],
}


@pytest.mark.usefixtures("team")
def test_bad_values_are_refused_by_field_and_leave_nothing_behind(world: World) -> None:
    good = {"name": "Café Ekberg", "position": world.place()}
    known = world.account(0.06)
    for field, values in BAD.items():
        for value in values:
            for verb, input in (("addAccount", good), ("updateAccount", {"accountId": known})):
                refused = world.admin.act(verb, {**input, field: value})
                assert refused["__typename"] == "InvalidInput", (verb, field, value)
                assert refused["field"].startswith(field)
    assert world.admin.act("addAccount", good, CANDIDATES)["__typename"] == "AccountSuccess"
