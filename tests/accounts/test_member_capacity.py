"""A rep's own limits take the policy's place wherever accounts are added to the pool, for as long as they are set."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from tests.accounts.calls import add, assign, claim, set_pool_policy
from tests.api_client import Client, Json
from tests.world import World, uuid_of

POOL = "privatePool { capacity held claimsLeftToday exception { capacity dailyClaims until reason by { id } } }"


@pytest.fixture
def team(world: World, team: str) -> str:
    set_pool_policy(world.admin, team, capacity=2, dailyClaims=3)
    return team


def set_member_capacity(client: Client, member: str, reason: str = "Knows the valley", **limits: Any) -> Json:
    input = {"memberId": member, "reason": reason, **limits}
    return client.act("setMemberCapacity", input, f"... on MemberSuccess {{ member {{ {POOL} }} }}")


def pool(client: Client, member: str) -> Json:
    query = f"query($id: ID!) {{ node(id: $id) {{ ... on Member {{ {POOL} }} }} }}"
    found: Json = client.ask(query, id=member)["node"]["privatePool"]
    return found


def test_claims_finds_assignments_and_hand_overs_all_go_by_it(world: World, team: str) -> None:
    member, rep = world.member(team)
    manager_id, manager = world.member(team, "MANAGER")
    set_member_capacity(manager, member, capacity=4)
    accounts = [world.account(0.01 * n) for n in range(8)]
    assert [claim(rep, account)["__typename"] for account in accounts[:2]] == ["AccountSuccess"] * 2
    assert add(rep, world, 0.095, 0.095)["__typename"] == "AccountSuccess"
    assert assign(manager, accounts[3], member)["__typename"] == "AccountSuccess"
    assert assign(manager, accounts[4], member)["capacity"] == claim(rep, accounts[5])["capacity"] == 4
    assert pool(rep, member)["capacity"] == 4
    exception = {"capacity": 4, "dailyClaims": None, "until": None, "reason": "Knows the valley"}
    assert pool(manager, member)["exception"] == {**exception, "by": {"id": manager_id}}

    leaver, other = world.member(team)
    claim(other, accounts[6])
    hand_over = {"memberId": leaver, "handOverToId": member}
    assert world.admin.act("deactivateMember", hand_over)["field"] == "handOverToId"
    set_member_capacity(manager, member, capacity=5)
    assert world.admin.act("deactivateMember", hand_over)["__typename"] == "MemberSuccess"
    set_member_capacity(manager, member)
    assert (pool(rep, member)["capacity"], pool(rep, member)["held"], pool(rep, member)["exception"]) == (2, 5, None)
    assert claim(rep, accounts[7])["__typename"] == "CapacityReached"


def test_claims_of_the_day_alike_and_claimability_says_so(world: World, team: str) -> None:
    member, rep = world.member(team)
    account, other = world.account(0.01), world.account(0.02)
    set_member_capacity(world.admin, member, dailyClaims=1)
    assert pool(rep, member)["claimsLeftToday"] == 1
    claim(rep, account)
    query = "query($id: ID!) { account(id: $id) { claimability { refusal } } }"
    assert rep.ask(query, id=other)["account"]["claimability"] == {"refusal": "DAILY_LIMIT_REACHED"}
    assert claim(rep, other)["__typename"] == "DailyLimitReached"
    set_member_capacity(world.admin, member, capacity=1, dailyClaims=9)
    assert rep.ask(query, id=other)["account"]["claimability"] == {"refusal": "CAPACITY_REACHED"}


def test_it_ends_by_itself_and_stays_on_record(world: World, team: str, raw: Connection) -> None:
    member, rep = world.member(team)
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    set_member_capacity(world.admin, member, capacity=50, until=until)
    assert pool(rep, member)["capacity"] == 50
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    over = "UPDATE pool_exception SET starts_at = starts_at - interval '2 days', ends_at = ends_at - interval '2 days'"
    raw.execute(text(f"{over} WHERE member_id = :id"), {"id": uuid_of(member)})
    raw.commit()
    assert (pool(rep, member)["capacity"], pool(rep, member)["exception"]) == (2, None)
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    audited = text("SELECT count(*) FROM audit_entry WHERE subject_id = :id AND act = 'setMemberCapacity'")
    assert raw.execute(audited, {"id": uuid_of(member)}).scalar_one() == 1


def test_managers_over_the_rep_set_it_and_nobody_else(world: World, team: str) -> None:
    member, rep = world.member(team)
    manager_id, manager = world.member(team, "MANAGER")
    for client in (rep, world.member(team, "REVIEWER")[1]):
        assert set_member_capacity(client, member, capacity=9)["__typename"] == "NotAllowed"
    stranger = world.member(world.unit("Beside"), "MANAGER")[1]
    assert set_member_capacity(stranger, member, capacity=9)["__typename"] == "NotFound"
    assert set_member_capacity(manager, manager_id, capacity=9)["field"] == "memberId"
    past = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    bad: list[tuple[dict[str, Any], str]] = [
        ({"capacity": -1}, "capacity"),
        ({"dailyClaims": 200_000}, "dailyClaims"),
        ({"capacity": 9, "until": past}, "until"),
        ({"capacity": 9, "reason": ""}, "reason"),
    ]
    for limits, field in bad:
        assert set_member_capacity(manager, member, **limits)["field"] == field
    assert pool(rep, member)["exception"] is None
