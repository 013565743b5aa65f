"""Corrections: who may make them, and what moving a pin leaves behind."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from core import clock
from tests.accounts.calls import ACCOUNT, CANDIDATES, add, claim
from tests.api_client import Client, Json
from tests.world import World, uuid_of

SHOWN = """name address category phone externalId value visitMinutes geofenceMeters
    position { longitude latitude } openingHours { weekday opens closes } region { id }"""


def update(client: Client, account: str, **changes: Any) -> Json:
    outside = "... on OutsideYourRegion { region { id } ownerUnitName }"
    return client.act("updateAccount", {"accountId": account, **changes}, f"{ACCOUNT} {CANDIDATES} {outside}")


def seen(client: Client, account: str) -> Json:
    found: Json = client.ask(f"query($id: ID!) {{ account(id: $id) {{ {SHOWN} }} }}", id=account)["account"]
    return found


def test_what_is_absent_or_null_stays(world: World, team: str) -> None:
    _, rep = world.member(team)
    account = add(rep, world, phone="+358 9 1234567", category="cafe", value=70)["account"]["id"]
    before = seen(rep, account)
    changes = {
        "address": "Bulevardi 9",
        "visitMinutes": 45,
        "openingHours": [{"weekday": 1, "opens": "09:00", "closes": "17:00"}],
    }
    for _ in range(2):
        assert update(rep, account, **changes, value=None, phone=None)["__typename"] == "AccountSuccess"
        assert seen(rep, account) == {**before, **changes}


def test_reps_correct_own_accounts_and_pool_accounts_while_visiting(world: World, team: str) -> None:
    _, rep = world.member(team)
    (_, colleague), (_, reviewer) = world.member(team), world.member(team, "REVIEWER")
    account, elsewhere = world.account(), world.account(0.06)
    for client in (rep, reviewer):
        assert update(client, account, name="Better")["__typename"] == "NotAllowed"

    now = clock.now().isoformat()
    fix = {**world.place(), "accuracyMeters": 10, "recordedAt": now}
    rep.act("checkIn", {"visitId": str(uuid4()), "accountId": account, "fix": fix, "sentAt": now})
    assert update(rep, account, name="Better")["account"]["name"] == "Better"
    assert update(rep, elsewhere, name="Better")["__typename"] == "NotAllowed"
    assert update(colleague, account, name="Mine")["__typename"] == "NotAllowed"

    claim(rep, account)
    assert update(rep, account, name="Best")["account"]["name"] == "Best"
    assert update(colleague, account, name="Mine") == update(colleague, "nonsense", name="Mine")


def test_a_moved_pin_is_on_record_with_its_region(world: World, team: str, raw: Connection) -> None:
    neighbour = world.region(team, world.square(0.1))
    member, rep = world.member(team)
    account = world.account(0.05)
    claim(rep, account)
    old_region = seen(rep, account)["region"]["id"]

    for x in (0.06, 0.15):
        assert update(rep, account, position=world.place(x))["__typename"] == "AccountSuccess"
    assert update(rep, account, position=world.place(0.15))["__typename"] == "AccountSuccess"
    assert seen(rep, account)["region"] == {"id": neighbour}
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    past = text(
        "SELECT ST_X(position::geometry) AS x, region_id, moved_by FROM account_past_placement"
        " WHERE account_id = :account ORDER BY until"
    )
    rows = raw.execute(past, {"account": uuid_of(account)}).all()
    assert [row.x for row in rows] == pytest.approx([world.west + 0.05, world.west + 0.06])
    assert {(row.region_id, row.moved_by) for row in rows} == {(uuid_of(old_region), uuid_of(member))}
    said = text("SELECT kind, payload->>'by' FROM outbox_event WHERE subject_id = :account AND kind = 'account.moved'")
    assert raw.execute(said, {"account": uuid_of(account)}).all() == [("account.moved", str(uuid_of(member)))] * 2
    entries = text("SELECT convert_from(entry, 'UTF8') FROM audit_entry WHERE subject_id = :account")
    written = " ".join(raw.execute(entries, {"account": uuid_of(account)}).scalars())
    assert f"{world.west + 0.15:.2f}" not in written, "no coordinates on the audit trail"


def test_a_pin_moves_only_where_its_mover_may_place_accounts(world: World, team: str) -> None:
    beside = world.unit("Beside")
    foreign = world.region(beside, world.square(0.2))
    _, rep = world.member(team)
    account = world.account()
    claim(rep, account)
    before = seen(rep, account)
    for client in (rep, world.member(team, "MANAGER")[1]):
        refused = update(client, account, position=world.place(0.25), name="Elsewhere")
        assert (refused["__typename"], refused["region"], refused["ownerUnitName"]) == (
            "OutsideYourRegion",
            {"id": foreign},
            "Beside",
        )
    assert seen(rep, account) == before

    own = before["region"]["id"]
    world.admin.act("assignRegion", {"regionId": own, "orgUnitId": beside})
    assert update(rep, account, position=world.place(0.051))["__typename"] == "AccountSuccess", "within its region"


def test_only_a_new_likeness_is_refused(world: World, team: str) -> None:
    assert team
    number = f"ERP {uuid4()}"
    first, second = add(world.admin, world, externalId=number), add(world.admin, world, evenIfDuplicate=True)
    third = world.account(0.06)
    twin = second["account"]["id"]
    assert update(world.admin, twin, phone="+358 9 7654321")["__typename"] == "AccountSuccess"
    copied = update(world.admin, third, name="Café Ekberg", position=world.place())
    assert copied["__typename"] == "LikelyDuplicate"
    assert {candidate["account"]["id"] for candidate in copied["candidates"]} == {first["account"]["id"], twin}
    taken = update(world.admin, third, externalId=number)
    assert taken["candidates"][0]["account"]["id"] == first["account"]["id"]
