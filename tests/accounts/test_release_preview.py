"""The preview of a policy is what the release then does under it."""

from typing import Any

from tests.accounts.calls import assign, set_pool_policy
from tests.accounts.past import age, history, preview, release_due
from tests.api_client import Client, Json, every_edge
from tests.world import World


def shown(found: Json) -> list[tuple[str, str]]:
    return [(edge["node"]["id"], edge["reason"]) for edge in found["edges"]]


def pages(client: Client, unit: str, **policy: Any) -> list[tuple[str, str]]:
    edges = every_edge(lambda after: preview(client, unit, first=3, after=after, **policy))
    return shown({"edges": edges})


def test_what_it_shows_is_what_then_happens(world: World, team: str, database_url: str) -> None:
    own, inheriting = world.unit("Own", team), world.unit("Inheriting", team)
    set_pool_policy(world.admin, own, idleDays=4)
    reps = [world.member(unit)[0] for unit in (team, own, inheriting)]
    accounts = [world.account(0.002 * n) for n in range(30)]
    for n, account in enumerate(accounts):
        assign(world.admin, account, reps[n % 3])
        age(database_url, [account], n / 3 + 0.1)
    hold = {"accountId": accounts[29], "until": "2099-01-01T00:00:00Z", "reason": "Stays"}
    assert world.admin.act("holdAccount", hold)["field"] == "until"
    set_pool_policy(world.admin, team, exemptStages=["SIGNED"])
    world.admin.act("advanceAccount", {"accountId": accounts[27], "stage": "SIGNED"})

    policy = {"idleDays": 6, "maxHoldDays": 5}
    expected = {
        (account, "IDLE" if n % 3 == 1 and n / 3 + 0.1 >= 4 else "HELD_TOO_LONG")
        for n, account in enumerate(accounts)
        if n / 3 + 0.1 >= (4 if n % 3 == 1 else 5) and n != 27
    }
    whole = preview(world.admin, team, **policy)
    assert (set(shown(whole)), whole["totalCount"]) == (expected, len(expected))
    assert pages(world.admin, team, **policy) == shown(whole), "longest due first, page by page"
    assert all(history(world.admin, account)[0]["kind"] == "ASSIGNED" for account in accounts), "nothing was done"

    set_pool_policy(world.admin, team, **policy)
    assert release_due(world.admin, team) == {
        "__typename": "ReleaseDueAccountsSuccess",
        "released": len(expected),
        "remaining": 0,
    }
    released = {account for account in accounts if history(world.admin, account)[0]["kind"] == "EXPIRED"}
    assert released == {account for account, _ in expected}
    assert preview(world.admin, team, **policy)["totalCount"] == 0


def test_values_absent_stay_and_null_is_what_is_inherited(world: World, team: str, database_url: str) -> None:
    below = world.unit("Below", team)
    set_pool_policy(world.admin, team, idleDays=3)
    set_pool_policy(world.admin, below, idleDays=8)
    account = world.account()
    assign(world.admin, account, world.member(below)[0])
    age(database_url, [account], 5)
    counts = [
        preview(world.admin, unit, **policy)["totalCount"]
        for unit, policy in [
            (below, {}),
            (below, {"idleDays": None}),
            (below, {"idleDays": 4}),
            (below, {"idleDays": 4, "visitExtensionDays": 30}),
            (team, {"idleDays": 1}),
            (team, {"maxHoldDays": 4}),
            (world.top, {"maxHoldDays": 4}),
            (team, {"maxHoldDays": 4, "exemptStages": ["LEAD"]}),
        ]
    ]
    assert counts == [0, 1, 1, 1, 0, 1, 1, 0]


def test_managers_and_admins_see_it_at_and_below_their_unit(world: World, team: str, database_url: str) -> None:
    rep_id, rep = world.member(team)
    account = world.account()
    assign(world.admin, account, rep_id)
    age(database_url, [account], 5)
    _, manager = world.member(team, "MANAGER")
    stranger = world.member(world.unit("Beside"), "MANAGER")[1]
    counts = [
        preview(client, unit, idleDays=1)["totalCount"]
        for client, unit in [
            (manager, team),
            (world.admin, world.top),
            (manager, world.top),
            (stranger, team),
            (manager, "nonsense"),
            (rep, team),
            (world.member(team, "REVIEWER")[1], team),
        ]
    ]
    assert counts == [1, 1, 0, 0, 0, 0, 0]


def test_bad_values_are_a_malformed_request_with_their_path(world: World, team: str) -> None:
    query = "query($u: ID!) { previewRelease(orgUnitId: $u, policy: {idleDays: 0}) { totalCount } }"
    [error] = world.admin.answer(query, u=team)["errors"]
    assert (error["extensions"]["code"], error["extensions"]["inputPath"]) == ("BAD_INPUT", "policy.idleDays")
