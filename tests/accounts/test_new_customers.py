"""New customers are verified: their numbers are numbers, a phone is one customer's, a paid order makes a customer."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from core import clock
from tests.accounts.calls import add, claim, new_phone
from tests.accounts.test_hands import first_order
from tests.accounts.test_import_accounts import import_rows, row
from tests.accounts.test_update_account import update
from tests.api_client import Client
from tests.at_once import at_once, kinds
from tests.visits.phone import check_in, check_out, fix
from tests.world import World, uuid_of


@pytest.fixture
def orders(world: World, team: str) -> Client:
    """The order system."""
    return world.member(team, "INTEGRATION")[1]


@pytest.mark.parametrize("typed", ["+358 (0){0} {1}", "0{0}-{1}", "+358-{0}-{1}", "00358 {0} {1}"])
def test_a_phone_is_stored_in_one_spelling_and_without_country_code_is_the_finders_own(
    world: World, team: str, typed: str
) -> None:
    _, rep = world.member(team)
    phone = new_phone()
    assert add(rep, world, phone=typed.format(phone[4:6], phone[6:]))["account"]["phone"] == phone


@pytest.mark.parametrize("typed", ["12345", "call me", "+358 1", "+999 12345678", "+1 555 123 4567"])
def test_what_is_no_phone_is_refused_and_says_how_to_mend_it(world: World, team: str, typed: str) -> None:
    _, rep = world.member(team)
    for refused in (add(rep, world, phone=typed), update(rep, add(rep, world)["account"]["id"], phone=typed)):
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", "phone")
        assert "+358 40 1234567" in refused["message"]


def test_who_is_in_no_country_writes_numbers_with_their_country(world: World, team: str) -> None:
    _, rep = world.member(team, timeZone="UTC")
    assert add(rep, world, phone="040 1234567")["field"] == "phone"
    assert add(rep, world, taxId="2077474-0")["field"] == "taxId"
    assert add(rep, world, phone=new_phone(), taxId="FI20774740")["__typename"] == "AccountSuccess"


def test_a_phone_is_one_accounts_unless_a_manager_says_otherwise(world: World, team: str) -> None:
    (_, rep), (_, manager) = world.member(team), world.member(team, "MANAGER")
    phone, other_phone = new_phone(), new_phone()
    first = add(rep, world, phone=phone)["account"]["id"]
    elsewhere = {"name": "Something else", "x": 0.01, "y": 0.09}
    refused = add(rep, world, phone=f"0{phone[4:]}", **elsewhere)
    assert refused["__typename"] == "LikelyDuplicate"
    assert refused["candidates"][0] == {
        "account": {"id": first},
        "likelihood": 0.5,
        "because": ["The phone number is the same."],
    }
    other = add(manager, world, phone=new_phone(), **elsewhere)["account"]["id"]
    assert update(manager, other, phone=phone)["__typename"] == "LikelyDuplicate"

    again = [row(world, 0.02, phone=phone), *[row(world, x, phone=other_phone) for x in (0.03, 0.04)]]
    rows = import_rows(manager, again)["rows"]
    assert [(row["index"], row["field"]) for row in rows] == [(0, "phone"), (2, "phone")]
    all_the_same = [{**one, "evenIfDuplicate": True} for one in again]
    assert import_rows(manager, all_the_same)["imported"] == 3


def test_of_six_who_add_customers_with_one_phone_at_once_one_does(world: World, team: str) -> None:
    reps = [world.member(team)[1] for _ in range(6)]
    phone = new_phone()
    acts = [
        partial(add, rep, world, 0.015 * n, 0.01 + 0.012 * n, name=str(uuid4()), phone=phone)
        for n, rep in enumerate(reps)
    ]
    assert kinds(at_once(acts)) == {"AccountSuccess": 1, "LikelyDuplicate": 5}


def test_tax_numbers_follow_their_countries_rules(world: World, team: str, raw: Connection) -> None:
    _, manager = world.member(team, "MANAGER")
    given = {"2077474-0": "FI20774740", "SE 556188-8404 01": "SE556188840401", "EL094259216": "GR094259216"}
    added = [add(manager, world, 0.03 * n, name=f"Firm {n}", taxId=typed) for n, typed in enumerate(given)]
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    ids = [uuid_of(one["account"]["id"]) for one in added]
    stored = raw.execute(text("SELECT tax_id FROM account WHERE id = ANY (:ids) ORDER BY id"), {"ids": ids})
    assert stored.scalars().all() == list(given.values())

    for wrong in ("2077474-1", "FI123", "nothing", "FI20774741"):
        refused = add(manager, world, name="Firm", taxId=wrong)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", "taxId")
        assert "FI20774740" in refused["message"]
    rows = import_rows(manager, [row(world, taxId="FI20774741"), row(world, 0.02, phone="1")])["rows"]
    assert [row["field"] for row in rows] == ["taxId", "phone"]


def test_no_reps_word_makes_a_customer(world: World, team: str) -> None:
    _, rep = world.member(team)
    account = world.account()
    claim(rep, account)
    visit = check_in(rep, account, fix(world.place()))["visit"]
    said = check_out(rep, visit["visitId"], stage="CUSTOMER")
    assert (said["__typename"], said["field"]) == ("InvalidInput", "stage")


def test_an_order_serves_one_account_whoever_records_it_first(world: World, team: str, orders: Client) -> None:
    assert team
    for _ in range(3):
        reference, accounts = f"order {uuid4()}", [world.account(0.01 * n) for n in range(6)]
        paid = (clock.now() - timedelta(minutes=1)).isoformat()
        results = at_once([partial(first_order, orders, account, reference, paid) for account in accounts])
        assert kinds(results) == {"AccountSuccess": 1, "InvalidInput": 5}
        assert {one.get("field") for one in results} == {None, "orderReference"}


def test_an_account_has_one_first_order_also_when_many_come_at_once(world: World, team: str, orders: Client) -> None:
    assert team
    account, reference = world.account(), f"order {uuid4()}"
    acts = [partial(first_order, orders, account, one) for one in (reference, reference, f"order {uuid4()}")]
    results = at_once(acts)
    assert kinds(results)["AccountSuccess"] in (1, 2), "the one that came first, and its retry"
    assert {one["field"] for one in results if "field" in one} == {"accountId"}


def test_an_order_is_recorded_once_it_is_paid(world: World, team: str, orders: Client) -> None:
    assert team
    soon = (clock.now() + timedelta(minutes=5)).isoformat()
    refused = first_order(orders, world.account(), f"order {uuid4()}", soon)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "paidAt")
