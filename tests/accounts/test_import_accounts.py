"""Ten thousand rows or none of them, and every bad row by name."""

from typing import Any
from uuid import uuid4

import pytest

from tests.accounts.calls import listed, new_phone
from tests.api_client import Client, Json
from tests.world import World


def import_rows(client: Client, rows: list[Json]) -> Json:
    query = """mutation($input: ImportAccountsInput!) { importAccounts(input: $input) { __typename
        ... on UserError { message } ... on ImportRefused { rows { index field reason } }
        ... on ImportAccountsSuccess { imported accounts { id pool } } } }"""
    result: Json = client.ask(query, input={"accounts": rows})["importAccounts"]
    return result


@pytest.fixture
def manager(world: World, team: str) -> Client:
    return world.member(team, "MANAGER")[1]


def row(world: World, x: float = 0.05, y: float = 0.05, **more: Any) -> Json:
    return {"name": str(uuid4()), "position": world.place(x, y), **more}


def test_good_rows_enter_the_public_pool_in_their_order(world: World, manager: Client) -> None:
    done = import_rows(manager, [row(world, 0.001 * n) for n in range(30)])
    assert done["imported"] == 30
    assert {account["pool"] for account in done["accounts"]} == {"PUBLIC"}
    query = "query($id: ID!) { account(id: $id) { position { longitude } history { edges { node { kind } } } } }"
    for n in (0, 17, 29):
        account = manager.ask(query, id=done["accounts"][n]["id"])["account"]
        assert account["position"]["longitude"] == pytest.approx(world.west + 0.001 * n)
        assert account["history"]["edges"] == [{"node": {"kind": "ADDED"}}]


def test_every_bad_row_is_named_and_nothing_is_imported(world: World, manager: Client) -> None:
    world.region(world.unit("Beside"), world.square(0.2))
    number = f"ERP {uuid4()}"
    taken = f"ERP {uuid4()}"
    world.account(0.01, externalId=taken, name="Stockmann")
    rows = [
        row(world),
        row(world, name=""),
        row(world, position={"longitude": 200, "latitude": 0}),
        row(world, 0.25),
        row(world, 0.5),
        row(world, 0.02, externalId=number),
        row(world, 0.03, externalId=number),
        row(world, 0.04, externalId=taken),
        row(world, 0.01, name="STOCKMANN Oy"),
        row(world, 0.06, name="R-kioski", value=500),
        row(world, 0.07, name="Alepa"),
        row(world, 0.07001, name="ALEPA"),
    ]
    refused = import_rows(manager, rows)
    assert refused["__typename"] == "ImportRefused"
    named = {bad["index"]: bad["field"] for bad in refused["rows"]}
    assert named == {
        1: "name",
        2: "position.longitude",
        3: "position",
        4: "position",
        6: "externalId",
        7: "externalId",
        8: None,
        9: "value",
        11: None,
    }
    assert all(bad["reason"] for bad in refused["rows"])
    assert len(listed(manager)) == 1


def test_branches_of_one_chain_are_no_duplicates_of_each_other(world: World, manager: Client) -> None:
    """Some 60 m apart, each with its own telephone number; next door with other house numbers."""
    far = [
        row(world, 0.05 + 0.0011 * n, name="R-kioski", phone=new_phone(), address=f"Mannerheimintie {n}")
        for n in range(5)
    ]
    near = [
        row(world, 0.08, y, name="Subway", address=address)
        for y, address in [(0.01, "Kaivokatu 1"), (0.0101, "Asema-aukio 2")]
    ]
    assert import_rows(manager, [*far, *near])["__typename"] == "ImportAccountsSuccess"
    later = [
        row(world, 0.05055 + 0.0011 * n, name="R-kioski", phone=new_phone(), address=f"Aleksanterinkatu {n}")
        for n in range(3)
    ]
    assert import_rows(manager, later)["__typename"] == "ImportAccountsSuccess"


def test_a_row_may_insist(world: World, manager: Client) -> None:
    rows = [row(world, name="Alepa"), row(world, name="Alepa", evenIfDuplicate=True)]
    assert import_rows(manager, rows)["imported"] == 2


def test_only_managers_and_admins_import(world: World, manager: Client) -> None:
    assert manager
    for role in ("REP", "REVIEWER", "INTEGRATION"):
        _, other = world.member(world.top, role)
        assert import_rows(other, [row(world)])["__typename"] == "NotAllowed"


def test_ten_thousand_rows_are_taken_and_one_more_is_refused(world: World, manager: Client) -> None:
    rows = [row(world, 0.0005 + 0.00099 * (n % 100), 0.0005 + 0.00099 * (n // 100)) for n in range(10_000)]
    too_many = import_rows(manager, [*rows, row(world)])
    assert (too_many["__typename"], too_many["rows"]) == ("ImportRefused", [])
    assert import_rows(manager, rows)["imported"] == 10_000
