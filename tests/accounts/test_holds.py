"""A manager keeps an account from being released, for a reason and until an instant."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.accounts.calls import assign, claim, release, set_pool_policy
from tests.accounts.past import age, pools, run_job
from tests.api_client import Client, Json
from tests.world import World

HELD = "... on AccountSuccess { account { releaseAt hold { since until reason by { id } } } }"


def hold(client: Client, account: str, days: float, reason: str = "A tender runs") -> Json:
    until = (datetime.now(UTC) + timedelta(days=days)).isoformat()
    return client.act("holdAccount", {"accountId": account, "until": until, "reason": reason}, HELD)


def end_hold(client: Client, account: str) -> Json:
    return client.act("endAccountHold", {"accountId": account}, HELD)


def held(client: Client, account: str) -> Json:
    query = "query($id: ID!) { account(id: $id) { releaseAt hold { since until reason by { id } } } }"
    found: Json = client.ask(query, id=account)["account"]
    return found


def test_an_account_on_hold_is_not_released_before_the_hold_ends(world: World, team: str, database_url: str) -> None:
    set_pool_policy(world.admin, team, maxHoldDays=20)
    _, rep = world.member(team)
    manager_id, manager = world.member(team, "MANAGER")
    account = world.account()
    claim(rep, account)
    age(database_url, [account], 30)
    shown = hold(manager, account, 5)["account"]
    assert shown["releaseAt"] == shown["hold"]["until"]
    assert (shown["hold"]["reason"], shown["hold"]["by"]) == ("A tender runs", {"id": manager_id})
    assert held(rep, account)["hold"] == {**shown["hold"], "by": None}, "a rep doesn't see the manager"
    run_job(database_url)
    assert pools(rep, [account]) == ["PRIVATE"]

    longer = hold(manager, account, 9, "A longer tender")["account"]["hold"]
    assert longer["until"] > shown["hold"]["until"]
    for _ in range(2):
        assert end_hold(manager, account)["account"]["hold"] is None
    run_job(database_url)
    assert pools(manager, [account]) == ["PUBLIC"]


def test_a_hold_that_ends_after_the_due_date_alone_moves_it(world: World, team: str) -> None:
    _, rep = world.member(team)
    account = world.account()
    claim(rep, account)
    before = held(rep, account)["releaseAt"]
    assert hold(world.admin, account, 3)["account"]["releaseAt"] == before


@pytest.mark.parametrize("change", ["release", "assign"])
def test_a_hold_is_over_when_the_account_changes_hands(world: World, team: str, change: str) -> None:
    (_, rep), (other, _) = world.member(team), world.member(team)
    account = world.account()
    claim(rep, account)
    hold(world.admin, account, 50)
    if change == "release":
        release(rep, account)
    assign(world.admin, account, other)
    now = held(world.admin, account)
    assert now["hold"] is None
    assert datetime.fromisoformat(now["releaseAt"]) < datetime.now(UTC) + timedelta(days=11)


def test_managers_and_admins_over_the_owner_hold_with_a_reason_and_an_end(world: World, team: str) -> None:
    _, rep = world.member(team)
    account, free = world.account(0.01), world.account(0.02)
    claim(rep, account)
    for role in ("REVIEWER", "INTEGRATION"):
        assert hold(world.member(team, role)[1], account, 1)["__typename"] == "NotAllowed"
    assert hold(rep, account, 1)["__typename"] == end_hold(rep, account)["__typename"] == "NotAllowed"
    stranger = world.member(world.unit("Beside"), "MANAGER")[1]
    assert hold(stranger, account, 1)["__typename"] == end_hold(stranger, account)["__typename"] == "NotFound"
    assert hold(world.admin, free, 1)["__typename"] == "NotAllowed"
    for days, reason, field in [(0, "Why", "until"), (-1, "Why", "until"), (400, "Why", "until"), (1, " ", "reason")]:
        refused = hold(world.admin, account, days, reason)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    assert held(world.admin, account)["hold"] is None
